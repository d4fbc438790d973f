package dev.handover.testing;

import dev.handover.run.Table;
import dev.handover.run.aws.DynamoItem;
import dev.handover.run.aws.DynamoTable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Makes tables as the template does.
public final class Tables {
    private Tables() {}

    public static void create(DynamoDbClient dynamo, String name) {
        dynamo.createTable(create ->
                create.tableName(name)
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(
                                text(DynamoItem.PARTITION),
                                text(DynamoItem.SORT),
                                text(Table.LISTED),
                                text(Table.LISTED_AT))
                        .keySchema(
                                key(DynamoItem.PARTITION, KeyType.HASH),
                                key(DynamoItem.SORT, KeyType.RANGE))
                        .globalSecondaryIndexes(
                                GlobalSecondaryIndex.builder()
                                        .indexName(DynamoTable.INDEX)
                                        .keySchema(
                                                key(Table.LISTED, KeyType.HASH),
                                                key(Table.LISTED_AT, KeyType.RANGE))
                                        .projection(projection ->
                                                projection.projectionType(ProjectionType.KEYS_ONLY))
                                        .build()));
        dynamo.updateTimeToLive(update ->
                update.tableName(name)
                        .timeToLiveSpecification(
                                live -> live.enabled(true).attributeName(Table.EXPIRES)));
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}
