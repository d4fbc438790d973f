package dev.handover.operation;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// What the ledger has of a data map that is kept outside of the deployment: the text that was
/// adopted last, and the one that was refused since. Functions read the map here, where it was
/// checked already.
///
/// @param text null before one was adopted
/// @param tag what its place calls that version of it; null before
/// @param at when it was adopted; null before
/// @param refused null when what is there now is what was adopted
public record AdoptedMap(
        @Nullable String text,
        @Nullable String tag,
        @Nullable Instant at,
        @Nullable Refused refused) {
    static final Table.Id ID = new Table.Id("MAP", "ADOPTED");
    static final AdoptedMap NONE = new AdoptedMap(null, null, null, null);

    /// @param why one line for each thing that is wrong, with file, line and path
    public record Refused(String tag, String why, Instant at) {}

    /// Empty where nobody has looked for one yet.
    public static Optional<AdoptedMap> find(Table ledger) {
        return ledger.get(ID).map(item -> Json.read(item.body(), AdoptedMap.class));
    }

    /// As the plan of a run names it; empty before one was adopted.
    public Optional<String> version() {
        return Optional.ofNullable(text)
                .map(known -> Content.sha256(known.getBytes(StandardCharsets.UTF_8)));
    }

    AdoptedMap refusing(@Nullable Refused what) {
        return new AdoptedMap(text, tag, at, what);
    }
}
