package dev.handover.store.neo4j;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

/// `neo4j`: see [Neo4jStore]. Its setting `key` names the property that tells nodes of a label
/// apart; `keys` does so for single labels.
public final class Neo4jKind implements StoreKind {
    @Override
    public String name() {
        return "neo4j";
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return new Neo4jStore(
                storeName, Neo4jConnection.to(address.uri()), KeyProperties.of(settings));
    }
}
