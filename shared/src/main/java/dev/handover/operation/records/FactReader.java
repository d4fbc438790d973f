package dev.handover.operation.records;

import dev.handover.run.Edit.Facts;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads what decides on a document, for those who look before or after the engine does.
public final class FactReader {
    private FactReader() {}

    /// All of these documents as they are now, with one question to each store.
    public static Facts read(Stores stores, List<Key> keys) {
        Map<String, List<Key>> byStore =
                keys.stream().distinct().collect(Collectors.groupingBy(Key::store));
        Map<Key, Document> read = new HashMap<>();
        byStore.forEach((store, theirs) ->
                stores.named(store)
                        .read(theirs)
                        .forEach(document -> read.put(document.key(), document)));
        return new Facts(read);
    }
}
