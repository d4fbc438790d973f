package dev.handover.store.redis;

import java.nio.ByteBuffer;

/// Where in Redis a document stands. A collection is a hash, and the document's id a field of it; a
/// collection with a `*` in its name is all keys of that form: the collection `hierarchy_*` and the
/// id `do_7` are the key `hierarchy_do_7`, and `*:leafnodes` and `do_7` are `do_7:leafnodes`.
sealed interface Place {
    /// A field of a hash.
    record Field(byte[] hash, byte[] name) implements Place {}

    /// A string key.
    record Text(byte[] key) implements Place {}

    /// A key that holds a set.
    record Members(byte[] key) implements Place {}

    static boolean areKeys(String collection) {
        return collection.indexOf('*') >= 0;
    }

    /// The keys of a collection.
    ///
    /// @param before what stands before the id
    /// @param after what stands behind it
    record Form(byte[] before, byte[] after) {
        static Form of(String collection) {
            int star = collection.indexOf('*');
            return new Form(
                    RedisName.bytes(collection.substring(0, star)),
                    RedisName.bytes(collection.substring(star + 1)));
        }

        byte[] key(String id) {
            byte[] name = RedisName.bytes(id);
            return ByteBuffer.allocate(before.length + name.length + after.length)
                    .put(before)
                    .put(name)
                    .put(after)
                    .array();
        }

        String id(byte[] key) {
            byte[] name = new byte[key.length - before.length - after.length];
            System.arraycopy(key, before.length, name, 0, name.length);
            return RedisName.text(name);
        }

        /// As SCAN matches; the beginning of the id is taken literally.
        byte[] pattern(byte[] beginning) {
            ByteBuffer pattern =
                    ByteBuffer.allocate(2 * (before.length + beginning.length + after.length) + 1);
            escape(before, pattern);
            escape(beginning, pattern);
            pattern.put((byte) '*');
            escape(after, pattern);
            byte[] exact = new byte[pattern.position()];
            pattern.flip().get(exact);
            return exact;
        }

        private static void escape(byte[] text, ByteBuffer into) {
            for (byte b : text) {
                if ("\\*?[]^".indexOf(b) >= 0) {
                    into.put((byte) '\\');
                }
                into.put(b);
            }
        }
    }
}
