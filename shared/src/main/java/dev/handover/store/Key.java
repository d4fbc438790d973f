package dev.handover.store;

/// Where a document stands: the store's name in the data map, the collection in it (a Redis hash, a
/// table, a label, a bucket), and the document's id there (a hash field, a primary key, an object
/// key).
public record Key(String store, String collection, String id) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
        int byStore = store.compareTo(other.store);
        int byCollection = byStore != 0 ? byStore : collection.compareTo(other.collection);
        return byCollection != 0 ? byCollection : id.compareTo(other.id);
    }
}
