package dev.handover.local.demonstration;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.local.stack.EmbeddedStack;
import dev.handover.operation.DataMap;
import dev.handover.store.Key;

import org.mariadb.jdbc.Driver;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// What `samples.yaml` has for a sample map: by collection, its documents. Each sample has one
/// store.
final class SampleData {
    private final EmbeddedStack stack;
    private final OwnStores stores;
    private final String store;
    private final DataMap.StoreEntry entry;

    SampleData(DataMap map, EmbeddedStack stack, OwnStores stores) {
        this.stack = stack;
        this.stores = stores;
        store = map.stores().keySet().iterator().next();
        entry = map.stores().get(store);
    }

    void fill(JsonNode collections) {
        collections.properties().forEach(each -> fill(each.getKey(), each.getValue()));
    }

    private void fill(String collection, JsonNode documents) {
        switch (entry.kind()) {
            case "dynamo" -> table(collection);
            case "jdbc" -> table(collection, documents.iterator().next());
            case "s3" -> {
                files(collection, documents);
                return;
            }
            default -> {} // needs nothing beforehand
        }
        stores.put(
                store,
                documents.properties().stream()
                        .map(document ->
                                Map.entry(
                                        new Key(store, collection, document.getKey()),
                                        document.getValue().toString()))
                        .toList());
    }

    /// With the indexes that the map names.
    private void table(String name) {
        List<AttributeDefinition> attributes = new ArrayList<>(List.of(attribute("id")));
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        entry.settings()
                .path("indexes")
                .path(name)
                .properties()
                .forEach(index -> {
                    attributes.add(attribute(index.getKey()));
                    indexes.add(
                            GlobalSecondaryIndex.builder()
                                    .indexName(index.getValue().asText())
                                    .keySchema(key(index.getKey()))
                                    .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                                    .build());
                });
        try {
            stack.clients()
                    .dynamo()
                    .createTable(create ->
                            create.tableName(name)
                                    .attributeDefinitions(attributes)
                                    .keySchema(key("id"))
                                    .globalSecondaryIndexes(indexes)
                                    .billingMode(BillingMode.PAY_PER_REQUEST));
        } catch (ResourceInUseException _) {
            // from an earlier start that was stopped
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String attribute) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(KeyType.HASH).build();
    }

    /// With the columns of a document.
    private void table(String name, JsonNode document) {
        String columns =
                document.properties().stream()
                        .map(column -> ", " + column.getKey() + " VARCHAR(200)")
                        .collect(Collectors.joining());
        try (Connection database =
                        new Driver().connect(stack.databases().get("JDBC_URL"), new Properties());
                Statement statement = database.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS "
                            + name
                            + " (id VARCHAR(100) PRIMARY KEY"
                            + columns
                            + ", KEY (owner_id))");
        } catch (SQLException e) {
            throw new IllegalStateException("the demonstration's table can't be made", e);
        }
    }

    private void files(String bucket, JsonNode files) {
        var s3 = stack.clients().s3();
        try {
            s3.createBucket(create -> create.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException _) {
            // from an earlier start that was stopped
        }
        files.properties()
                .forEach(file ->
                        s3.putObject(
                                put ->
                                        put.bucket(bucket)
                                                .key(file.getKey())
                                                .contentType(file.getValue().path("type").asText())
                                                .metadata(Map.of("made-with", "k1")),
                                RequestBody.fromString(file.getValue().path("text").asText())));
    }
}
