package dev.handover.operation.records;

import dev.handover.document.Content;
import dev.handover.document.TakenBack;
import dev.handover.document.Unreadable;
import dev.handover.document.Verdict;
import dev.handover.operation.Places;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Effect;
import dev.handover.run.Edit.Facts;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Edit.Wrote;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Puts back what was there before an edit: the very bytes where nothing else changed, else value
/// by value.
public final class Restoring {
    private Restoring() {}

    /// @param effects what others must learn when something was put back
    public static Decision of(Entry entry, Document current, Wrote wrote, List<Effect> effects) {
        Content before = wrote.before();
        Content after = wrote.after();
        Content now = current.content();
        if (current.has(before)) {
            return as(entry, now, Verdict.UNCHANGED, "as-before");
        }
        if (current.has(after)) {
            return new Decision(before, changed(entry), effects);
        }
        if (before == null || after == null || now == null) {
            return as(entry, now, Verdict.SKIPPED, "gone");
        }
        try {
            TakenBack back = TakenBack.of(before, after, now);
            if (back.lost() > 0) {
                return as(entry, Content.of(back.text()), Verdict.SKIPPED, "changed-since");
            }
            return back.restored() > 0
                    ? new Decision(Content.of(back.text()), changed(entry), effects)
                    : as(entry, now, Verdict.UNCHANGED, "as-before");
        } catch (Unreadable broken) {
            return as(entry, now, Verdict.SKIPPED, "changed-since");
        }
    }

    /// A record; caches keep what the edit left of it.
    public static Decision record(
            Places map, RecordPlace place, Entry entry, Document current, Wrote wrote) {
        return of(
                entry,
                current,
                wrote,
                RecordPlace.object(current.content())
                        .map(record ->
                                CacheKeys.evictions(
                                        map,
                                        place,
                                        entry.records().getFirst(),
                                        entry.key().id(),
                                        record))
                        .orElse(List.of()));
    }

    /// A document with records within.
    ///
    /// @param facts with the record that it belongs to
    public static Decision embedded(
            Places map,
            EmbeddedKeys embedded,
            Entry entry,
            Document current,
            Wrote wrote,
            Facts facts) {
        return of(
                entry,
                current,
                wrote,
                CacheKeys.evictions(
                        map,
                        embedded.places(),
                        entry.records().getFirst(),
                        embedded.base(entry.key().id()),
                        facts));
    }

    private static List<Outcome> changed(Entry entry) {
        return entry.records().stream()
                .map(record -> new Outcome(record, Verdict.CHANGED, null))
                .toList();
    }

    private static Decision as(
            Entry entry, @Nullable Content content, Verdict verdict, String reason) {
        return new Decision(
                content,
                entry.records().stream()
                        .map(record -> new Outcome(record, verdict, reason))
                        .toList());
    }
}
