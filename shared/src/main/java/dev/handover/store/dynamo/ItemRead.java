package dev.handover.store.dynamo;

import dev.handover.store.Document;
import dev.handover.store.Key;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads items by their keys, strongly consistent, a hundred in a call.
record ItemRead(DynamoDbClient dynamo, Backoff backoff) {
    private static final int MOST_KEYS = 100; // of one BatchGetItem

    /// One document per key, also for those that aren't there.
    List<Document> documents(List<Key> keys, Function<String, Items> tables) {
        Map<Key, Map<String, AttributeValue>> found = found(keys, tables);
        return keys.stream()
                .map(key -> {
                    Items items = tables.apply(key.collection());
                    return items.document(key, found.getOrDefault(canonical(key, items), Map.of()));
                })
                .toList();
    }

    /// Those that are there.
    List<Map<String, AttributeValue>> items(List<Key> keys, Function<String, Items> tables) {
        return List.copyOf(found(keys, tables).values());
    }

    /// By the id that the item itself would have: numbers can be written in several ways.
    private Map<Key, Map<String, AttributeValue>> found(
            List<Key> keys, Function<String, Items> tables) {
        Map<Key, Map<String, AttributeValue>> wanted = new LinkedHashMap<>();
        for (Key key : keys) {
            Items items = tables.apply(key.collection());
            items.keys()
                    .key(key.id())
                    .ifPresent(attributes -> wanted.put(canonical(key, items), attributes));
        }
        Map<Key, Map<String, AttributeValue>> found = new LinkedHashMap<>();
        List<Map.Entry<Key, Map<String, AttributeValue>>> all = List.copyOf(wanted.entrySet());
        for (int at = 0; at < all.size(); at += MOST_KEYS) {
            Map<String, List<Map<String, AttributeValue>>> some = new HashMap<>();
            all.subList(at, Math.min(all.size(), at + MOST_KEYS))
                    .forEach(entry ->
                            some.computeIfAbsent(
                                            entry.getKey().collection(), _ -> new ArrayList<>())
                                    .add(entry.getValue()));
            get(
                    some,
                    (table, item) -> {
                        Items items = tables.apply(table);
                        found.put(new Key(items.store(), table, items.keys().id(item)), item);
                    });
        }
        return found;
    }

    private static Key canonical(Key key, Items items) {
        return items.keys()
                .key(key.id())
                .map(attributes ->
                        new Key(items.store(), key.collection(), items.keys().id(attributes)))
                .orElse(key);
    }

    private interface Taker {
        void take(String table, Map<String, AttributeValue> item);
    }

    private void get(Map<String, List<Map<String, AttributeValue>>> keys, Taker taker) {
        Map<String, KeysAndAttributes> left = new HashMap<>();
        keys.forEach((table, some) ->
                left.put(
                        table,
                        KeysAndAttributes.builder().keys(some).consistentRead(true).build()));
        int refused = 0; // times in a row; an answer cut at 16 MB is progress, not a refusal
        while (!left.isEmpty()) {
            BatchGetItemResponse answer = dynamo.batchGetItem(get -> get.requestItems(left));
            answer.responses()
                    .forEach((table, items) -> items.forEach(item -> taker.take(table, item)));
            boolean progress =
                    answer.responses().values().stream().anyMatch(some -> !some.isEmpty());
            left.clear();
            left.putAll(answer.unprocessedKeys());
            refused = progress ? 0 : refused + 1;
            if (!left.isEmpty() && refused > 0) {
                backoff.after(refused);
            }
        }
    }
}
