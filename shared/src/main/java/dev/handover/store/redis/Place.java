package dev.handover.store.redis;

import dev.handover.store.Key;

import java.util.Arrays;

/// Where in Redis a document stands. A collection is a hash, and the document's id a field of it; a
/// collection whose name ends in `*` is all string keys that begin so: `anon_collection:v1:*` and
/// the id `7` are the key `anon_collection:v1:7`.
sealed interface Place {
    static Place of(Key key) {
        return of(key.collection(), key.id());
    }

    static Place of(String collection, String id) {
        byte[] name = RedisName.bytes(id);
        if (!isStrings(collection)) {
            return new Field(RedisName.bytes(collection), name);
        }
        byte[] prefix = RedisName.bytes(prefix(collection));
        byte[] whole = Arrays.copyOf(prefix, prefix.length + name.length);
        System.arraycopy(name, 0, whole, prefix.length, name.length);
        return new Text(whole);
    }

    static boolean isStrings(String collection) {
        return collection.endsWith("*");
    }

    static String prefix(String collection) {
        return collection.substring(0, collection.length() - 1);
    }

    /// A field of a hash.
    record Field(byte[] hash, byte[] name) implements Place {}

    /// A string key.
    record Text(byte[] key) implements Place {}
}
