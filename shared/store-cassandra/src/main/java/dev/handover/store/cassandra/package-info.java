/// Cassandra as a store: rows by primary key.
@NullMarked
package dev.handover.store.cassandra;

import org.jspecify.annotations.NullMarked;
