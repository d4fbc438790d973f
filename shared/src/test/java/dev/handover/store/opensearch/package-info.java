/// OpenSearch as a store, on a real one.
@NullMarked
package dev.handover.store.opensearch;

import org.jspecify.annotations.NullMarked;
