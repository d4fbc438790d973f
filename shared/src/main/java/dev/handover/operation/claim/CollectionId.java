package dev.handover.operation.claim;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The id of a collection: a UUID in any spelling that Python's `uuid.UUID` reads, for two
/// spellings of one id are one collection to the system (upper case, without hyphens, in braces, as
/// a URN).
final class CollectionId {
    /// Nearly all.
    private static final Pattern USUAL =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

    private CollectionId() {}

    static Optional<UUID> parse(String text) {
        return USUAL.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : unusual(text);
    }

    private static Optional<UUID> unusual(String text) {
        String hex =
                text.replace("urn:", "")
                        .replace("uuid:", "")
                        .replaceAll("^[{}]+|[{}]+$", "")
                        .replace("-", "");
        if (!HEX.matcher(hex).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new UUID(
                        Long.parseUnsignedLong(hex, 0, 16, 16),
                        Long.parseUnsignedLong(hex, 16, 32, 16)));
    }
}
