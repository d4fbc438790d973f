@NullMarked
package dev.handover.store.cassandra;

import org.jspecify.annotations.NullMarked;
