package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.document.Verdict;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.Opened;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Republishing;
import dev.handover.operation.records.Restoring;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes the name out of the person's own records in one place, and out of what copies of them say
/// of the original.
final class EraseRecords implements Edit {
    private final EraseRun run;
    private final RecordPlace place;
    private final Affected planned;

    EraseRecords(EraseRun run, RecordPlace place) {
        this.run = run;
        this.place = place;
        planned = run.affected(List.of(place), false).readingAhead();
    }

    @Override
    public String name() {
        return "erase-" + place.where().name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        if (!place.where().update()) {
            return new Found(List.of(), null);
        }
        Affected.Result page = planned.page(from, limit);
        List<Entry> entries = new ArrayList<>();
        for (Affected.Found found : page.found()) {
            Entry entry =
                    new Entry(
                            found.document().key(),
                            place.kind(found.record()).orElseThrow(),
                            List.of(found.id()),
                            List.copyOf(found.via()));
            if (!run.request.again() || isBack(entry, found.document())) {
                entries.add(entry);
            }
        }
        return new Found(entries, page.next());
    }

    /// Who looks again wants only what came back.
    private boolean isBack(Entry entry, Document current) {
        return !current.has(decide(entry, current, new Facts(Map.of())).after());
    }

    /// None but the names, which the decision must have: trouble with them is no rule's mistake.
    @Override
    public List<Key> facts(Entry entry) {
        run.person();
        return List.of();
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        return switch (Opened.of(run.map.places(), entry, current)) {
            case Opened.Closed(Decision decision) -> decision;
            case Opened.Object(JsonSpot record) -> decide(entry, current, record);
        };
    }

    private Decision decide(Entry entry, Document current, JsonSpot record) {
        if (place.kind(record).isEmpty()) {
            return Opened.stays(entry, current, Verdict.SKIPPED, "no-mapped-type");
        }
        Optional<Decision> ruled = Opened.ruled(run.map.places(), entry, current, record);
        if (ruled.isPresent()) {
            return ruled.get();
        }
        Scrub scrub =
                run.scrub(place.where().lists(), place.where().copies(), entry.via())
                        .record(record);
        return EraseRun.decided(
                entry,
                current,
                scrub,
                record,
                Republishing.of(run.map.places(), place, entry, record));
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.record(run.map.places(), place, entry, current, wrote);
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        return new RecordsAudit(run, place).page(from, limit);
    }
}
