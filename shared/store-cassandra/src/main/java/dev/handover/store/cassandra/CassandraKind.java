package dev.handover.store.cassandra;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/// `cassandra`: see [CassandraStore]. Its setting `consistency` is `local` (the default: of the
/// address's data center) or `global`.
public final class CassandraKind implements StoreKind {
    @Override
    public String name() {
        return "cassandra";
    }

    @Override
    public List<String> grants(ObjectNode settings, SortedSet<String> collections) {
        return Stream.concat(
                        Stream.of(
                                "CREATE ROLE handover WITH PASSWORD = 'PASSWORD' AND LOGIN ="
                                        + " true;"),
                        collections.stream()
                                .flatMap(table ->
                                        Stream.of(
                                                "to look:  GRANT SELECT ON "
                                                        + table
                                                        + " TO handover;",
                                                "to move:  GRANT MODIFY ON "
                                                        + table
                                                        + " TO handover;")))
                .toList();
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        boolean global = settings.path("consistency").asText().equals("global");
        return new CassandraStore(storeName, new CassandraConnection(address.uri(), global));
    }
}
