package dev.handover.store.cassandra;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

/// `cassandra`: see [CassandraStore]. Its setting `consistency` is `local` (the default: of the
/// address's data center) or `global`.
public final class CassandraKind implements StoreKind {
    @Override
    public String name() {
        return "cassandra";
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        boolean global = settings.path("consistency").asText().equals("global");
        return new CassandraStore(storeName, new CassandraConnection(address.uri(), global));
    }
}
