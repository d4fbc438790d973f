package dev.handover.operation.records;

import dev.handover.document.Content;
import dev.handover.document.JsonSpot;
import dev.handover.document.Unreadable;
import dev.handover.document.Verdict;
import dev.handover.operation.Places;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;

import java.util.Optional;

/// A document as JSON, or the decision that it can't be worked on.
public sealed interface Opened {
    record Object(JsonSpot spot) implements Opened {}

    record Closed(Decision decision) implements Opened {}

    static Opened of(Places places, Entry entry, Document current) {
        Content content = current.content();
        if (content == null) {
            return closed(entry, current, Verdict.SKIPPED, "gone");
        }
        if (content.size() > places.largestDocument()) {
            return closed(entry, current, Verdict.UNSUPPORTED, "too-large");
        }
        try {
            JsonSpot spot = JsonSpot.of(content);
            return spot.isObject()
                    ? new Object(spot)
                    : closed(entry, current, Verdict.UNSUPPORTED, "not-an-object");
        } catch (Unreadable broken) {
            return closed(entry, current, Verdict.UNSUPPORTED, broken.reason());
        }
    }

    private static Opened closed(Entry entry, Document current, Verdict verdict, String reason) {
        return new Closed(stays(entry, current, verdict, reason));
    }

    /// Every record of the entry stays as it is, for one reason.
    static Decision stays(Entry entry, Document current, Verdict verdict, String reason) {
        return new Decision(
                current.content(),
                entry.records().stream()
                        .map(record -> new Outcome(record, verdict, reason))
                        .toList());
    }

    /// What a rule of the map says of a record that must not be touched.
    static Optional<Decision> ruled(Places places, Entry entry, Document current, JsonSpot record) {
        return RecordPlace.first(places.skip(), record)
                .map(rule -> stays(entry, current, Verdict.SKIPPED, rule.name()))
                .or(() ->
                        RecordPlace.first(places.hold(), record)
                                .map(rule -> stays(entry, current, Verdict.HELD, rule.name())));
    }
}
