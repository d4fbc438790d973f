@NullMarked
package dev.handover.store.neo4j;

import org.jspecify.annotations.NullMarked;
