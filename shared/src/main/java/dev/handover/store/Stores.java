package dev.handover.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The stores of the data map by the names it gives them.
@FunctionalInterface
public interface Stores {
    /// @throws IllegalArgumentException when the data map has no such store
    Store named(String name);

    /// All of these documents as they are now, with one question to each store.
    default Map<Key, Document> read(Collection<Key> keys) {
        Map<String, List<Key>> byStore =
                keys.stream()
                        .distinct()
                        .collect(
                                Collectors.groupingBy(
                                        Key::store, LinkedHashMap::new, Collectors.toList()));
        Map<Key, Document> read = new HashMap<>();
        byStore.forEach((store, theirs) ->
                named(store).read(theirs).forEach(document -> read.put(document.key(), document)));
        return read;
    }
}
