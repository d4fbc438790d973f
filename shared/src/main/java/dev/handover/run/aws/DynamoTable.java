package dev.handover.run.aws;

import static dev.handover.run.aws.DynamoItem.PARTITION;
import static dev.handover.run.aws.DynamoItem.SORT;
import static dev.handover.run.aws.DynamoItem.VERSION;
import static dev.handover.run.aws.DynamoItem.WRITER;

import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// [Table] on DynamoDB: keys `pk` and `sk` (strings), a keys-only index [#INDEX] on `listed` and
/// `listedAt`, time to live on `expires`. Items lie in it as [DynamoItem] says.
///
/// The SDK sends a request again when its answer is lost. A put that meets its own first try
/// recognises it and says so; a delete can't, and then answers false for an item that it did
/// delete.
public final class DynamoTable implements Table {
    public static final String INDEX = "listed";

    private static final int MOST_IDS = 100; // of one BatchGetItem, and of one TransactWriteItems
    private static final long FIRST_VERSIONS =
            1L << 52; // exclusive; leaves room to count in what a double keeps

    private final DynamoDbClient dynamo;
    private final String table;
    private final Backoff backoff;

    public DynamoTable(DynamoDbClient dynamo, String table) {
        this(dynamo, table, Backoff.real());
    }

    DynamoTable(DynamoDbClient dynamo, String table, Consumer<Duration> pause) {
        this(dynamo, table, new Backoff(pause));
    }

    private DynamoTable(DynamoDbClient dynamo, String table, Backoff backoff) {
        this.dynamo = dynamo;
        this.table = table;
        this.backoff = backoff;
    }

    @Override
    public Optional<Item> get(Id id) {
        Map<String, AttributeValue> found =
                dynamo.getItem(get ->
                                get.tableName(table).key(DynamoItem.key(id)).consistentRead(true))
                        .item();
        return found.isEmpty() ? Optional.empty() : Optional.of(DynamoItem.item(found));
    }

    @Override
    public Map<Id, Item> getAll(List<Id> ids) {
        if (ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("at most " + MOST_IDS + " ids in one call");
        }
        Map<Id, Item> found = new HashMap<>();
        List<Map<String, AttributeValue>> keys =
                ids.stream().distinct().map(DynamoItem::key).toList();
        int refused = 0; // times in a row; an answer cut at 16 MB is progress, not a refusal
        while (!keys.isEmpty()) {
            BatchGetItemResponse answer = batchGet(keys);
            List<Map<String, AttributeValue>> items =
                    answer.responses().getOrDefault(table, List.of());
            items.stream().map(DynamoItem::item).forEach(item -> found.put(item.id(), item));
            KeysAndAttributes unprocessed = answer.unprocessedKeys().get(table);
            keys = unprocessed == null ? List.of() : unprocessed.keys();
            refused = items.isEmpty() ? refused + 1 : 0;
            if (!keys.isEmpty() && refused > 0) {
                backoff.after(refused, "DynamoDB leaves keys unread");
            }
        }
        Map<Id, Item> inOrder = new LinkedHashMap<>();
        ids.forEach(id -> {
            Item item = found.get(id);
            if (item != null) {
                inOrder.put(id, item);
            }
        });
        return inOrder;
    }

    private BatchGetItemResponse batchGet(List<Map<String, AttributeValue>> keys) {
        KeysAndAttributes wanted =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        return dynamo.batchGetItem(get -> get.requestItems(Map.of(table, wanted)));
    }

    @Override
    public Optional<Item> put(Item item) {
        String writer = UUID.randomUUID().toString();
        Map<String, AttributeValue> attributes =
                DynamoItem.attributes(item, nextVersion(item), writer);
        Condition condition = Condition.of(item);
        try {
            dynamo.putItem(put ->
                    put.tableName(table)
                            .item(attributes)
                            .conditionExpression(condition.expression())
                            .expressionAttributeNames(condition.names())
                            .expressionAttributeValues(condition.values())
                            .returnValuesOnConditionCheckFailure(
                                    ReturnValuesOnConditionCheckFailure.ALL_OLD));
        } catch (ConditionalCheckFailedException somethingElseStandsThere) {
            AttributeValue other = somethingElseStandsThere.item().get(WRITER);
            if (other == null || !writer.equals(other.s())) {
                return Optional.empty();
            }
        }
        return Optional.of(DynamoItem.item(attributes));
    }

    /// In transactions: all of one, or none. When there is none, because somebody else wrote one of
    /// its items, each is put by itself.
    @Override
    public List<Item> putAll(List<Item> items) {
        List<Item> written = new ArrayList<>();
        for (int at = 0; at < items.size(); at += MOST_IDS) {
            List<Item> some = items.subList(at, Math.min(items.size(), at + MOST_IDS));
            written.addAll(
                    some.size() == 1
                            ? Table.super.putAll(some)
                            : putTogether(some).orElseGet(() -> Table.super.putAll(some)));
        }
        return written;
    }

    private Optional<List<Item>> putTogether(List<Item> items) {
        String writer = UUID.randomUUID().toString();
        List<Map<String, AttributeValue>> all =
                items.stream()
                        .map(item -> DynamoItem.attributes(item, nextVersion(item), writer))
                        .toList();
        List<TransactWriteItem> puts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Map<String, AttributeValue> attributes = all.get(i);
            Condition condition = Condition.of(items.get(i));
            puts.add(
                    TransactWriteItem.builder()
                            .put(put ->
                                    put.tableName(table)
                                            .item(attributes)
                                            .conditionExpression(condition.expression())
                                            .expressionAttributeNames(condition.names())
                                            .expressionAttributeValues(condition.values()))
                            .build());
        }
        try {
            dynamo.transactWriteItems(write -> write.transactItems(puts));
        } catch (TransactionCanceledException somethingElseStandsThere) {
            return Optional.empty();
        }
        return Optional.of(all.stream().map(DynamoItem::item).toList());
    }

    /// A first version is random, so that an item made anew is not taken for the one that was
    /// deleted.
    private static long nextVersion(Item item) {
        return item.version() == 0
                ? ThreadLocalRandom.current().nextLong(1, FIRST_VERSIONS)
                : item.version() + 1;
    }

    /// That the table still has the version which an item carries.
    ///
    /// @param values null for none: the SDK tells it from empty
    private record Condition(
            String expression,
            Map<String, String> names,
            @Nullable Map<String, AttributeValue> values) {
        static Condition of(Item item) {
            return item.version() == 0
                    ? new Condition("attribute_not_exists(#name)", Map.of("#name", PARTITION), null)
                    : new Condition(
                            "#name = :version",
                            Map.of("#name", VERSION),
                            Map.of(":version", number(item.version())));
        }
    }

    @Override
    public boolean delete(Item item) {
        if (item.version() == 0) {
            return false;
        }
        try {
            dynamo.deleteItem(delete ->
                    delete.tableName(table)
                            .key(DynamoItem.key(item.id()))
                            .conditionExpression("#version = :version")
                            .expressionAttributeNames(Map.of("#version", VERSION))
                            .expressionAttributeValues(Map.of(":version", number(item.version()))));
            return true;
        } catch (ConditionalCheckFailedException movedOn) {
            return false;
        }
    }

    @Override
    public Items query(String partition, String sortPrefix, @Nullable String from, int limit) {
        Map<String, String> names = new HashMap<>(Map.of("#pk", PARTITION));
        Map<String, AttributeValue> values =
                new HashMap<>(Map.of(":pk", AttributeValue.fromS(partition)));
        String condition = "#pk = :pk";
        if (!sortPrefix.isEmpty()) {
            condition += " and begins_with(#sk, :prefix)";
            names.put("#sk", SORT);
            values.put(":prefix", AttributeValue.fromS(sortPrefix));
        }
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .limit(limit);
        if (from != null) {
            query.exclusiveStartKey(
                    DynamoItem.key(new Id(partition, Cursor.parse(from, 1).parts().get(0))));
        }
        QueryResponse page = dynamo.query(query.build());
        List<Item> items = page.items().stream().map(DynamoItem::item).toList();
        if (!page.hasLastEvaluatedKey()) {
            return new Items(items, null);
        }
        return new Items(
                items, new Cursor(List.of(page.lastEvaluatedKey().get(SORT).s())).toString());
    }

    @Override
    public Ids listed(String value, boolean newestFirst, @Nullable String from, int limit) {
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(table)
                        .indexName(INDEX)
                        .keyConditionExpression("#listed = :value")
                        .expressionAttributeNames(Map.of("#listed", LISTED))
                        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)))
                        .scanIndexForward(!newestFirst)
                        .limit(limit);
        if (from != null) {
            List<String> parts = Cursor.parse(from, 3).parts();
            Map<String, AttributeValue> start =
                    new HashMap<>(DynamoItem.key(new Id(parts.get(0), parts.get(1))));
            start.put(LISTED, AttributeValue.fromS(value));
            start.put(LISTED_AT, AttributeValue.fromS(parts.get(2)));
            query.exclusiveStartKey(start);
        }
        QueryResponse page = dynamo.query(query.build());
        List<Id> ids = page.items().stream().map(DynamoItem::id).toList();
        if (!page.hasLastEvaluatedKey()) {
            return new Ids(ids, null);
        }
        Map<String, AttributeValue> last = page.lastEvaluatedKey();
        return new Ids(
                ids,
                new Cursor(
                                List.of(
                                        last.get(PARTITION).s(),
                                        last.get(SORT).s(),
                                        last.get(LISTED_AT).s()))
                        .toString());
    }

    private static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }
}
