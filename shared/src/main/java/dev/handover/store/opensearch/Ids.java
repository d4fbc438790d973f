package dev.handover.store.opensearch;

import java.nio.charset.StandardCharsets;

/// What names an index and a document.
final class Ids {
    private static final int LONGEST = 512; // bytes

    private Ids() {}

    static boolean isPossible(String id) {
        return !id.isEmpty() && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /// An index as a part of a path.
    ///
    /// @throws IllegalArgumentException when none can be called so
    static String index(String name) {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,254}")) {
            throw new IllegalArgumentException("no index is called " + name);
        }
        return name;
    }
}
