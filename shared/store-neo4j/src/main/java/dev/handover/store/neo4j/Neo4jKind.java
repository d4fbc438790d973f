package dev.handover.store.neo4j;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

import java.util.List;
import java.util.SortedSet;

/// `neo4j`: see [Neo4jStore]. Its setting `key` names the property that tells nodes of a label
/// apart; `keys` does so for single labels.
public final class Neo4jKind implements StoreKind {
    @Override
    public String name() {
        return "neo4j";
    }

    /// The Community edition knows no roles: there every user may do everything.
    @Override
    public List<String> grants(ObjectNode settings, SortedSet<String> collections) {
        String labels = String.join(", ", collections);
        return List.of(
                "CREATE ROLE handover; GRANT ACCESS ON HOME DATABASE TO handover;",
                "to look:  GRANT SHOW INDEX ON HOME DATABASE TO handover;",
                "to look:  GRANT MATCH {*} ON HOME GRAPH NODES " + labels + " TO handover;",
                "to look:  GRANT TRAVERSE ON HOME GRAPH RELATIONSHIPS * TO handover;",
                "to move:  GRANT SET PROPERTY {*} ON HOME GRAPH NODES " + labels + " TO handover;",
                "to move:  GRANT CREATE ON HOME GRAPH NODES " + labels + " TO handover;",
                "to move:  GRANT DELETE ON HOME GRAPH NODES " + labels + " TO handover;",
                "then:     CREATE USER handover SET PASSWORD 'PASSWORD' CHANGE NOT REQUIRED;",
                "          GRANT ROLE handover TO handover;");
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return new Neo4jStore(
                storeName, Neo4jConnection.to(address.uri()), KeyProperties.of(settings));
    }
}
