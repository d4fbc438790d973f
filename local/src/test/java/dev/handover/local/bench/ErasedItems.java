package dev.handover.local.bench;

import dev.handover.store.Change;
import dev.handover.testing.Servers;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// In DynamoDB Local: a table a size, with an index by owner. Items are written one by one, as many
/// at once as the store writes.
final class ErasedItems implements Erased {
    private static final int AT_ONCE = 8; // as the store

    /// As DynamoDB takes in one call.
    private static final int PAGE = 25;

    private final DynamoDbClient dynamo = Servers.dynamo();

    @Override
    public String kind() {
        return "dynamo";
    }

    @Override
    public String title() {
        return "DynamoDB Local";
    }

    @Override
    public String settings(String collection) {
        return ", indexes: {%s: {createdBy: by-owner}}".formatted(collection);
    }

    @Override
    public String url() {
        return "";
    }

    @Override
    public void seed(String collection, int records) {
        try {
            GlobalSecondaryIndex byOwner =
                    GlobalSecondaryIndex.builder()
                            .indexName("by-owner")
                            .keySchema(key("createdBy"))
                            .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                            .build();
            dynamo.createTable(create ->
                    create.tableName(collection)
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(text("id"), text("createdBy"))
                            .keySchema(key("id"))
                            .globalSecondaryIndexes(byOwner));
        } catch (ResourceInUseException e) {
            // it is filled anew
        }
        IntStream.iterate(0, from -> from < records, from -> from + PAGE)
                .boxed()
                .gather(
                        Gatherers.mapConcurrent(
                                AT_ONCE,
                                from -> put(collection, from, Math.min(records, from + PAGE))))
                .forEach(_ -> {});
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name) {
        return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
    }

    private int put(String collection, int from, int to) {
        List<WriteRequest> puts = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Map<String, AttributeValue> item = new HashMap<>();
            Erased.fields(i).forEach((name, value) -> item.put(name, AttributeValue.fromS(value)));
            item.put("id", AttributeValue.fromS(Erased.id(i)));
            puts.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        }
        dynamo.batchWriteItem(write -> write.requestItems(Map.of(collection, puts)));
        return to - from;
    }

    @Override
    public Runnable bare(List<Change> changes) {
        List<UpdateItemRequest> updates = changes.stream().map(ErasedItems::update).toList();
        return () ->
                updates.stream()
                        .gather(Gatherers.mapConcurrent(AT_ONCE, dynamo::updateItem))
                        .forEach(_ -> {});
    }

    private static UpdateItemRequest update(Change change) {
        Map<String, String> names = new HashMap<>();
        Map<String, AttributeValue> values = new HashMap<>();
        List<String> conditions = new ArrayList<>();
        List<String> set = new ArrayList<>();
        Erased.fields(change.read().content())
                .forEach((name, value) -> {
                    names.put("#" + name, name);
                    values.put(":" + name, AttributeValue.fromS(value));
                    conditions.add("#" + name + " = :" + name);
                });
        Erased.different(change)
                .forEach((name, value) -> {
                    values.put(":new" + name, AttributeValue.fromS(value));
                    set.add("#" + name + " = :new" + name);
                });
        return UpdateItemRequest.builder()
                .tableName(change.read().key().collection())
                .key(Map.of("id", AttributeValue.fromS(change.read().key().id())))
                .conditionExpression(String.join(" AND ", conditions))
                .updateExpression("SET " + String.join(", ", set))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build();
    }

    @Override
    public void close() {}
}
