package dev.handover.local.demonstration;

import dev.handover.document.Content;
import dev.handover.local.stack.AwsClients;
import dev.handover.local.stack.EmbeddedStack;
import dev.handover.operation.DataMap;
import dev.handover.store.Address;
import dev.handover.store.AwsAccess;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;
import dev.handover.store.Written;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Those of a data map's stores that are on servers which this process started, opened as the
/// product opens them.
final class OwnStores {
    private static final int BATCH = 100;

    private final Map<String, Store> stores = new HashMap<>();

    OwnStores(DataMap map, EmbeddedStack stack) {
        Map<String, String> addresses = new HashMap<>();
        stack.databases()
                .forEach((variable, url) ->
                        addresses.put(variable.replace("_URL", "").toLowerCase(), url));
        if (stack.ownsRedis()) {
            addresses.put("redis", stack.redisUrl());
        }
        if (stack.ownsAws()) {
            addresses.put("dynamo", "");
            addresses.put("s3", "");
        }
        map.stores()
                .forEach((name, entry) -> {
                    String url = addresses.get(entry.kind());
                    if (url != null) {
                        stores.put(
                                name,
                                StoreKind.named(entry.kind())
                                        .orElseThrow()
                                        .open(
                                                name,
                                                entry.settings(),
                                                new Address(url, new Aws(stack.clients()))));
                    }
                });
    }

    boolean has(String name) {
        return stores.containsKey(name);
    }

    Store named(String name) {
        return stores.get(name);
    }

    /// Puts what isn't there yet: an earlier start may have been stopped here.
    void put(String store, List<Map.Entry<Key, String>> documents) {
        if (!has(store)) {
            return;
        }
        Store to = named(store);
        for (int from = 0; from < documents.size(); from += BATCH) {
            List<Map.Entry<Key, String>> some =
                    documents.subList(from, Math.min(from + BATCH, documents.size()));
            List<Document> there = to.read(some.stream().map(Map.Entry::getKey).toList());
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < some.size(); i++) {
                if (!there.get(i).exists()) {
                    changes.add(new Change(there.get(i), Content.of(some.get(i).getValue())));
                }
            }
            for (Written written : to.write(changes)) {
                if (!(written instanceof Written.Done)) {
                    throw new IllegalStateException(
                            "the demonstration's data can't be written: " + written);
                }
            }
        }
    }

    private record Aws(AwsClients clients) implements AwsAccess {
        @Override
        public DynamoDbClient dynamo() {
            return clients.dynamo();
        }

        @Override
        public S3Client s3() {
            return clients.s3();
        }
    }
}
