package dev.handover.operation.transfer;

import dev.handover.document.Content;
import dev.handover.document.JsonSpot;
import dev.handover.document.Verdict;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.Opened;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Restoring;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Has copies of records that were given say the new owner's name where they say the old one's of
/// the original. Only where the original is the new owner's by now.
final class FollowCopies implements Edit {
    private final TransferRun run;
    private final RecordPlace place;
    private final Affected affected;

    FollowCopies(TransferRun run, RecordPlace place) {
        this.run = run;
        this.place = place;
        affected =
                run.affected(
                        List.of(place),
                        run.owner(run.request.from(), run.request.to()),
                        EnumSet.of(Affected.How.COPY));
    }

    @Override
    public String name() {
        return "follow-copies-" + place.where().name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        Affected.Result page = affected.page(from, limit);
        List<Entry> entries = new ArrayList<>();
        for (Affected.Found found : page.found()) {
            if (isOld(found)) {
                entries.add(
                        new Entry(
                                found.document().key(),
                                place.kind(found.record()).orElseThrow(),
                                List.of(found.id()),
                                List.copyOf(found.via())));
            }
        }
        return new Found(entries, page.next());
    }

    private boolean isOld(Affected.Found found) {
        return found.how() == Affected.How.COPY
                && run.handing(place.where().lists(), place.where().copies())
                        .isOldCopy(found.record());
    }

    /// The originals.
    @Override
    public List<Key> facts(Entry entry) {
        run.parties();
        return entry.via().stream().flatMap(place::both).distinct().toList();
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        return switch (Opened.of(run.places(), entry, current)) {
            case Opened.Closed(Decision decision) -> decision;
            case Opened.Object(JsonSpot record) -> decide(entry, current, record, facts);
        };
    }

    private Decision decide(Entry entry, Document current, JsonSpot record, Facts facts) {
        boolean given =
                place.origin(record)
                        .filter(id -> run.isGiven(List.of(place), id, facts))
                        .isPresent();
        if (!given) {
            return Opened.stays(entry, current, Verdict.UNCHANGED, "not-given");
        }
        Optional<Decision> ruled = Opened.ruled(run.places(), entry, current, record);
        if (ruled.isPresent()) {
            return ruled.get();
        }
        Handing handing = run.handing(place.where().lists(), place.where().copies());
        handing.copied(record);
        return handing.changed() == 0
                ? Opened.stays(entry, current, Verdict.UNCHANGED, "already-there")
                : new Decision(
                        Content.of(record.edited()),
                        List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)));
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.record(run.places(), place, entry, current, wrote);
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        Affected.Result page = affected.page(from, limit);
        Findings findings = new Findings("name-still-there");
        for (Affected.Found found : page.found()) {
            if (isOld(found)) {
                look(found, findings);
            }
        }
        return findings.audit(page.next());
    }

    private void look(Affected.Found found, Findings findings) {
        Key key = found.document().key();
        Entry entry = new Entry(key, "", List.of(found.id()), List.copyOf(found.via()));
        Document now = run.stores.named(key.store()).read(List.of(key)).getFirst();
        Facts facts = run.read(facts(entry));
        boolean pending =
                entry.via().stream().anyMatch(id -> run.isPending(List.of(place), id, facts));
        if (pending) {
            findings.left(key);
        } else {
            findings.add(key, decide(entry, now, facts).outcomes().getFirst());
        }
    }
}
