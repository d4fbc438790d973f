package dev.handover.store.s3;

import dev.handover.store.Key;

import java.nio.charset.StandardCharsets;

/// Where an object stands. A collection is a bucket, or a bucket and the beginning of its objects'
/// keys: the collection `content/ecar/` and the id `do_1.json` are the object `ecar/do_1.json` of
/// `content`.
record ObjectKey(String bucket, String name) {
    private static final int LONGEST = 1024; // bytes

    static ObjectKey of(Key key) {
        return in(key.collection(), key.id());
    }

    static ObjectKey in(String collection, String id) {
        int slash = collection.indexOf('/');
        return slash < 0
                ? new ObjectKey(collection, id)
                : new ObjectKey(
                        collection.substring(0, slash), collection.substring(slash + 1) + id);
    }

    /// Whether an object can have that key.
    boolean isPossible() {
        return !name.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }
}
