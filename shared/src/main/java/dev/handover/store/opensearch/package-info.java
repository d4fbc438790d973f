/// OpenSearch and Elasticsearch 7 as a store: documents of indices.
@NullMarked
package dev.handover.store.opensearch;

import org.jspecify.annotations.NullMarked;
