package dev.handover.operation.transfer;

import dev.handover.document.Content;
import dev.handover.document.JsonSpot;
import dev.handover.document.Verdict;
import dev.handover.operation.Places.Verify;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.Listed;
import dev.handover.operation.records.Opened;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Republishing;
import dev.handover.operation.records.Restoring;
import dev.handover.operation.records.Stride;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives the old owner's records in one place to the new owner: all of them, those of some types,
/// or a list of them, of which each gets a verdict, also where it is not the old owner's or not
/// there.
final class TransferRecords implements Edit {
    /// As many ids as one question to a store has.
    private static final int IDS = 50;

    private final TransferRun run;
    private final RecordPlace place;
    private final List<RecordPlace> places;
    private final Affected planned;

    /// @param places all of the map, in its order
    TransferRecords(TransferRun run, RecordPlace place, List<RecordPlace> places) {
        this.run = run;
        this.place = place;
        this.places = places;
        planned =
                run.affected(
                                List.of(place),
                                run.owner(run.request.from()),
                                EnumSet.noneOf(Affected.How.class))
                        .readingAhead();
    }

    @Override
    public String name() {
        return "transfer-" + place.where().name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        if (!place.where().update()) {
            return new Found(List.of(), null);
        }
        if (!run.request.records().isEmpty()) {
            return listed(from);
        }
        Affected.Result page = planned.page(from, limit);
        return new Found(
                page.found().stream()
                        .filter(found -> isSought(found.record()))
                        .map(found ->
                                entry(
                                        found.document().key(),
                                        place.kind(found.record()).orElseThrow()))
                        .toList(),
                page.next());
    }

    private boolean isSought(JsonSpot record) {
        return run.isSought(place, record);
    }

    private static Entry entry(Key key, String kind) {
        return new Entry(key, kind, List.of(key.id()));
    }

    /// The first place also answers for what no place has.
    private Found listed(@Nullable String from) {
        Listed listed = Listed.of(run.request.records(), from, IDS);
        boolean isFirst = place.equals(places.getFirst());
        List<RecordPlace> looked = isFirst ? places : List.of(place);
        Map<Key, Document> documents =
                run.stores.read(
                        listed.ids().stream().flatMap(id -> TransferRun.keys(looked, id)).toList());
        List<Entry> entries = new ArrayList<>();
        for (String id : listed.ids()) {
            List<Entry> here =
                    place.both(place.base(id)).flatMap(key -> of(documents, key)).toList();
            entries.addAll(here);
            boolean elsewhere =
                    places.stream()
                            .anyMatch(other ->
                                    other.both(other.base(id))
                                            .anyMatch(key ->
                                                    kind(other, documents, key).isPresent()));
            if (isFirst && here.isEmpty() && !elsewhere && !run.isObject(id)) {
                entries.add(entry(place.key(id), place.where().name()));
            }
        }
        return new Found(entries, listed.next());
    }

    private Stream<Entry> of(Map<Key, Document> documents, Key key) {
        return kind(place, documents, key).map(kind -> entry(key, kind)).stream();
    }

    private static Optional<String> kind(RecordPlace place, Map<Key, Document> documents, Key key) {
        return Optional.ofNullable(documents.get(key))
                .map(Document::content)
                .flatMap(RecordPlace::object)
                .flatMap(place::kind);
    }

    /// None but the names.
    @Override
    public List<Key> facts(Entry entry) {
        run.parties();
        return List.of();
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        if (!current.exists() && !run.request.records().isEmpty()) {
            return Opened.stays(entry, current, Verdict.SKIPPED, "unknown-record");
        }
        return switch (Opened.of(run.places(), entry, current)) {
            case Opened.Closed(Decision decision) -> decision;
            case Opened.Object(JsonSpot record) -> decide(entry, current, record);
        };
    }

    private Decision decide(Entry entry, Document current, JsonSpot record) {
        if (place.kind(record).isEmpty()) {
            return Opened.stays(entry, current, Verdict.SKIPPED, "no-mapped-type");
        }
        if (!isSought(record)) {
            return Opened.stays(entry, current, Verdict.SKIPPED, "other-type");
        }
        if (run.owner(run.request.to()).owns(record)) {
            return Opened.stays(entry, current, Verdict.UNCHANGED, "already-there");
        }
        if (!run.owner(run.request.from()).owns(record)) {
            return Opened.stays(entry, current, Verdict.SKIPPED, "owned-by-another");
        }
        Optional<Decision> ruled = Opened.ruled(run.places(), entry, current, record);
        if (ruled.isPresent()) {
            return ruled.get();
        }
        Handing handing = run.handing(place.where().lists(), place.where().copies());
        if (!handing.isOld(record)) {
            return Opened.stays(entry, current, Verdict.UNSUPPORTED, "list"); // of owners
        }
        handing.give(record);
        return new Decision(
                Content.of(record.edited()),
                entry.records().stream()
                        .map(one -> new Outcome(one, Verdict.CHANGED, null))
                        .toList(),
                Republishing.of(run.places(), place, entry, record));
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.record(run.places(), place, entry, current, wrote);
    }

    /// By the old owner's id, or at the listed records, or at all; what is found, as surely as it
    /// can be read, is decided on again.
    @Override
    public Audit audit(@Nullable String from, int limit) {
        List<Document> documents;
        @Nullable String next;
        if (run.request.records().isEmpty()) {
            String collection = place.where().collection();
            Stride stride = Stride.of(from, limit);
            Page page =
                    store().find(
                                    place.where().verify() == Verify.SCAN
                                            ? Reference.all(collection)
                                            : Reference.equal(
                                                    collection,
                                                    run.map.owner(),
                                                    run.request.from()),
                                    stride.from(),
                                    stride.limit());
            documents = store().sure(page.documents());
            next = stride.next(page);
        } else {
            Found page = listed(from);
            List<Key> keys = page.entries().stream().map(Entry::key).toList();
            documents = keys.isEmpty() ? List.of() : store().read(keys);
            next = page.next();
        }
        Findings findings = new Findings("still-at-old-owner");
        documents.forEach(document -> look(document, findings));
        return findings.audit(next);
    }

    private void look(Document document, Findings findings) {
        Optional<JsonSpot> record = RecordPlace.object(document.content());
        Key key = document.key();
        if (record.isEmpty() || !run.owner(run.request.from()).owns(record.get())) {
            return;
        }
        if (places.stream().allMatch(one -> one.kind(record.get()).isEmpty())) {
            findings.mention(key, "no-mapped-type");
            return;
        }
        if (place.kind(record.get()).isEmpty() || !isSought(record.get())) {
            return;
        }
        findings.add(key, decide(entry(key, ""), document, record.get()).outcomes().getFirst());
    }

    private Store store() {
        return run.stores.named(place.where().store());
    }
}
