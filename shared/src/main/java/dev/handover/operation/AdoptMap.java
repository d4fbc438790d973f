package dev.handover.operation;

import dev.handover.document.Json;
import dev.handover.run.Log;
import dev.handover.run.Table;
import dev.handover.run.Table.Item;

import java.time.InstantSource;
import java.util.Map;

/// Takes up a data map that was changed at its place, if it holds: schema, sense, and what it
/// extends. Else the one that was adopted last stays in use, and an error is logged at each look
/// until somebody mends it. Runs keep to the map under which they were planned.
///
/// Trigger: every sweep. Safe to repeat and to overlap: of two that adopt at once one writes, and
/// the other finds it done at its next look.
public final class AdoptMap {
    /// Bytes; an item of the ledger has 400 KB, and the text may be escaped in it.
    private static final int LARGEST = 150_000;

    /// Where the map is.
    public interface Source {
        /// As it is now.
        Found read();
    }

    /// @param place names it in messages
    /// @param tag differs when the text does
    public record Found(String place, String tag, String text) {}

    private final Source source;
    private final Table ledger;
    private final Log log;
    private final InstantSource clock;

    public AdoptMap(Source source, Table ledger, Log log, InstantSource clock) {
        this.source = source;
        this.ledger = ledger;
        this.log = log;
        this.clock = clock;
    }

    public void look() {
        Found found;
        try {
            found = source.read();
        } catch (RuntimeException trouble) {
            log.error("data-map-unreachable", trouble, Map.of());
            return;
        }
        Item item =
                ledger.get(AdoptedMap.ID)
                        .orElseGet(() -> Item.fresh(AdoptedMap.ID, Json.tree(AdoptedMap.NONE)));
        AdoptedMap known = Json.read(item.body(), AdoptedMap.class);
        if (found.tag().equals(known.tag()) && known.refused() == null) {
            return;
        }
        AdoptedMap now = judged(known, found);
        boolean isNews = !now.equals(known);
        if (isNews && ledger.put(item.with(Json.tree(now))).isEmpty()) {
            return;
        }
        AdoptedMap.Refused refused = now.refused();
        if (refused != null) {
            log.error("data-map-refused", Map.of("tag", refused.tag(), "why", refused.why()));
        } else {
            log.info(
                    "data-map-adopted",
                    Map.of("tag", found.tag(), "version", now.version().orElse("")));
        }
    }

    private AdoptedMap judged(AdoptedMap known, Found found) {
        AdoptedMap.Refused before = known.refused();
        if (before != null && before.tag().equals(found.tag())) {
            return known;
        }
        if (found.tag().equals(known.tag())) {
            return known.refusing(null); // put back as it was
        }
        try {
            if (found.text().length() > LARGEST) {
                throw new IllegalArgumentException("longer than " + LARGEST + " characters");
            }
            return new AdoptedMap(
                    DataMap.checked(found.place(), found.text()),
                    found.tag(),
                    clock.instant(),
                    null);
        } catch (InvalidDataMap | IllegalArgumentException wrong) {
            return known.refusing(
                    new AdoptedMap.Refused(
                            found.tag(), String.valueOf(wrong.getMessage()), clock.instant()));
        }
    }
}
