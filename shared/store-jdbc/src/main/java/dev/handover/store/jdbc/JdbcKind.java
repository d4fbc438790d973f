package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Stream;

/// `jdbc`: see [JdbcStore]. Its setting `keys` names, by table, the columns that tell its rows
/// apart; without it they are the primary key's.
public final class JdbcKind implements StoreKind {
    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public List<String> grants(ObjectNode settings, SortedSet<String> collections) {
        return Stream.concat(
                        Stream.of("CREATE USER handover IDENTIFIED BY 'PASSWORD';"),
                        collections.stream()
                                .flatMap(table ->
                                        Stream.of(
                                                        "to look:  GRANT SELECT",
                                                        "to move:  GRANT INSERT, UPDATE, DELETE")
                                                .map(grant ->
                                                        grant + " ON " + table + " TO handover;")))
                .toList();
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        Map<String, List<String>> keys = new HashMap<>();
        settings.path("keys")
                .properties()
                .forEach(table ->
                        keys.put(
                                table.getKey(),
                                table.getValue().valueStream().map(JsonNode::textValue).toList()));
        return new JdbcStore(storeName, new Connections(address.url()), Map.copyOf(keys));
    }
}
