package dev.handover.store;

import org.jspecify.annotations.Nullable;

/// How documents are looked for: by a field that holds a user's id, or all of a collection when
/// `field` is null.
public record Reference(String collection, @Nullable String field, @Nullable String value) {
    public static Reference all(String collection) {
        return new Reference(collection, null, null);
    }
}
