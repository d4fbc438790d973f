package dev.handover.store.dynamo;

import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds items by the partition key of their table or of an index, one value after the other.
///
/// @param index null for the table itself
record ItemQuery(
        DynamoDbClient dynamo,
        ItemRead read,
        Items items,
        Reference.Equal reference,
        @Nullable String index) {
    /// Of one page: a person's thousand ids, of which nearly none has items, are not one call.
    private static final int MOST_CALLS = 25;

    Page page(@Nullable String from, int limit) {
        Cursor cursor = Cursor.parse(from);
        List<Document> found = new ArrayList<>();
        for (int calls = 0;
                cursor.value() < reference.values().size()
                        && calls < MOST_CALLS
                        && found.size() < limit;
                calls++) {
            cursor = call(cursor, limit - found.size(), found);
        }
        boolean more = cursor.value() < reference.values().size();
        return new Page(found, more ? cursor.toString() : null);
    }

    private Cursor call(Cursor cursor, int limit, List<Document> found) {
        Cursor nextValue = new Cursor(cursor.value() + 1, Map.of());
        Optional<AttributeValue> value =
                items.keys().value(reference.field(), reference.values().get(cursor.value()));
        if (value.isEmpty()) {
            return nextValue;
        }
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(items.table())
                        .indexName(index)
                        .consistentRead(index == null) // an index can't be
                        .keyConditionExpression("#field = :value")
                        .expressionAttributeNames(Map.of("#field", reference.field()))
                        .expressionAttributeValues(Map.of(":value", value.get()))
                        .limit(limit);
        if (!cursor.key().isEmpty()) {
            query.exclusiveStartKey(cursor.key());
        }
        QueryResponse page = dynamo.query(query.build());
        if (index == null) {
            page.items().forEach(item -> found.add(items.document(item)));
        } else {
            found.addAll(asTheyAreNow(page.items()));
        }
        return page.lastEvaluatedKey().isEmpty()
                ? nextValue
                : new Cursor(cursor.value(), page.lastEvaluatedKey());
    }

    /// What the index names, read by key; without what has another value by now.
    private List<Document> asTheyAreNow(List<Map<String, AttributeValue>> named) {
        List<Key> keys =
                named.stream()
                        .map(item -> new Key(items.store(), items.table(), items.keys().id(item)))
                        .toList();
        return read.items(keys, _ -> items).stream()
                .filter(item -> items.names(reference, item))
                .map(items::document)
                .toList();
    }
}
