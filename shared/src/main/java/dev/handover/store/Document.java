package dev.handover.store;

import dev.handover.document.Content;

import org.jspecify.annotations.Nullable;

/// What a store reads and writes atomically, as it was read.
///
/// @param content null when the store has no such document
/// @param version what the store's conditional write compares; opaque to everybody else
public record Document(Key key, @Nullable Content content, String version) {
    public boolean exists() {
        return content != null;
    }

    public boolean has(@Nullable Content other) {
        return content == null ? other == null : content.equals(other);
    }
}
