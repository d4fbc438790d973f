package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.store.Store;

/// The contract of all stores, kept by DynamoDB: owners are found by an index.
class DynamoIndexContractTest extends DynamoContractTest {
    @Override
    boolean byIndex() {
        return true;
    }

    @Override
    protected Store store() {
        ObjectNode indexes = Json.object();
        indexes.putObject(table.name).put("owner", "by-owner");
        return table.store(indexes);
    }
}
