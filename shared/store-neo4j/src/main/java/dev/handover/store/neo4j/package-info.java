/// Neo4j as a store: nodes by label and key property.
@NullMarked
package dev.handover.store.neo4j;

import org.jspecify.annotations.NullMarked;
