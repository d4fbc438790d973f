package dev.handover.store;

import java.util.List;

/// How documents are looked for. A store throws [IllegalArgumentException] for a kind of reference
/// that it can't follow, and says which.
public sealed interface Reference {
    String collection();

    /// Every document of the collection.
    record All(String collection) implements Reference {}

    /// Those whose top-level `field` is, as text, one of the values.
    ///
    /// @param values at least one, each once
    record Equal(String collection, String field, List<String> values) implements Reference {}

    /// Those whose top-level `field` is a list with one of the values in it, as text.
    ///
    /// @param values at least one, each once
    record Containing(String collection, String field, List<String> values) implements Reference {}

    /// Those whose id begins so.
    record Beginning(String collection, String prefix) implements Reference {}

    static Reference all(String collection) {
        return new All(collection);
    }

    static Reference equal(String collection, String field, String value) {
        return new Equal(collection, field, List.of(value));
    }

    static Reference containing(String collection, String field, String value) {
        return new Containing(collection, field, List.of(value));
    }

    static Reference beginning(String collection, String prefix) {
        return new Beginning(collection, prefix);
    }
}
