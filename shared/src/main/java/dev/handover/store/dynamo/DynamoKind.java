package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// `dynamo`: see [DynamoStore]. Its setting `indexes` names, by table and field, the global
/// secondary index that finds by that field.
public final class DynamoKind implements StoreKind {
    @Override
    public String name() {
        return "dynamo";
    }

    @Override
    public List<String> grants(ObjectNode settings, SortedSet<String> collections) {
        return List.of(
                collections.stream()
                        .map(table -> "arn:aws:dynamodb:REGION:ACCOUNT:table/" + table)
                        .collect(Collectors.joining(",", "StoreTables=", "")),
                "to look:  dynamodb:DescribeTable, BatchGetItem, Query, Scan (ReadTablesPolicy)",
                "to move:  dynamodb:PutItem, UpdateItem, DeleteItem (WriteTablesPolicy)");
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return new DynamoStore(storeName, address.aws().dynamo(), settings.path("indexes"));
    }
}
