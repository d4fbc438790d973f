package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Key;
import dev.handover.testing.Servers;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A table of a test's own.
final class OwnTable {
    final DynamoDbClient app = Servers.dynamo();
    final String name = Servers.freshName("items");
    private final List<String> keys;

    /// The key is `id`, a string.
    ///
    /// @param byOwner whether the index `by-owner` finds by the string `owner`
    OwnTable(boolean byOwner) {
        this(Map.of("id", ScalarAttributeType.S), List.of("id"), byOwner);
    }

    OwnTable(Map<String, ScalarAttributeType> types, List<String> keys, boolean byOwner) {
        this.keys = keys;
        List<AttributeDefinition> attributes = new ArrayList<>();
        types.forEach((attribute, type) -> attributes.add(definition(attribute, type)));
        if (byOwner) {
            attributes.add(definition("owner", ScalarAttributeType.S));
        }
        List<KeySchemaElement> schema = new ArrayList<>();
        keys.forEach(key -> schema.add(key(key, schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)));
        GlobalSecondaryIndex index =
                GlobalSecondaryIndex.builder()
                        .indexName("by-owner")
                        .keySchema(key("owner", KeyType.HASH))
                        .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                        .build();
        app.createTable(create ->
                create.tableName(name)
                        .attributeDefinitions(attributes)
                        .keySchema(schema)
                        .globalSecondaryIndexes(byOwner ? List.of(index) : null)
                        .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    DynamoStore store(JsonNode indexes) {
        return new DynamoStore("contract", app, indexes);
    }

    void put(Map<String, AttributeValue> item) {
        app.putItem(put -> put.tableName(name).item(item));
    }

    void seed(Map<String, AttributeValue> key, Content content) {
        Map<String, AttributeValue> item = new HashMap<>(key);
        Json.read(content.bytes(), JsonNode.class)
                .properties()
                .forEach(member -> item.put(member.getKey(), Attributes.of(member.getValue())));
        put(item);
    }

    @Nullable Content lookBehind(Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item =
                app.getItem(get -> get.tableName(name).key(key).consistentRead(true)).item();
        return new Items("", name, new TableKeys(keys, Map.of(), Set.of()))
                .document(new Key("", name, ""), item)
                .content();
    }

    void drop() {
        app.deleteTable(delete -> delete.tableName(name));
    }

    private static AttributeDefinition definition(String attribute, ScalarAttributeType type) {
        return AttributeDefinition.builder().attributeName(attribute).attributeType(type).build();
    }

    private static KeySchemaElement key(String attribute, KeyType role) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(role).build();
    }
}
