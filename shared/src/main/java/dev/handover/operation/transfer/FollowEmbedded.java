package dev.handover.operation.transfer;

import dev.handover.document.Content;
import dev.handover.document.JsonSpot;
import dev.handover.document.Verdict;
import dev.handover.operation.Places;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.EmbeddedKeys;
import dev.handover.operation.records.Opened;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Restoring;
import dev.handover.run.Edit;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Has documents that hold records of many people follow: the owner's own hierarchies, and those of
/// others that have something of theirs within. An object in them changes where the record that it
/// stands for is the new owner's by now; one that is no record of its own goes with the document's.
final class FollowEmbedded implements Edit {
    private final TransferRun run;
    private final Places.Embedded where;
    private final List<RecordPlace> places;
    private final EmbeddedKeys embedded;
    private final Around around;

    FollowEmbedded(TransferRun run, Places.Embedded where) {
        this.run = run;
        this.where = where;
        places = run.places(where.of());
        embedded = new EmbeddedKeys(where, places);
        around = new Around(run, places);
    }

    @Override
    public String name() {
        return "follow-" + where.name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        List<Entry> entries = new ArrayList<>();
        if (where.scan()) {
            Page page = store().find(Reference.all(where.collection()), from, EmbeddedKeys.READ);
            page.documents().forEach(document -> add(document, Set.of(), entries));
            return new Found(entries, page.next());
        }
        Around.Result page = around.page(from, limit);
        Map<Key, Set<String>> keys = keys(page);
        embedded.read(run.stores, List.copyOf(keys.keySet()))
                .forEach(document ->
                        add(document, keys.getOrDefault(document.key(), Set.of()), entries));
        return new Found(entries, page.next());
    }

    /// The documents of a page, with the old owner's records that are in them.
    private Map<Key, Set<String>> keys(Around.Result page) {
        Map<Key, Set<String>> keys = new LinkedHashMap<>();
        for (Affected.Found found : page.found()) {
            Set<String> via =
                    page.isOld()
                            ? Stream.concat(
                                            found.via().stream(),
                                            around
                                                    .old
                                                    .within(
                                                            found.place(),
                                                            found.document().key(),
                                                            found.record())
                                                    .stream())
                                    .collect(Collectors.toSet())
                            : Set.of();
            embedded.of(found)
                    .forEach(key ->
                            keys.computeIfAbsent(key, _ -> new LinkedHashSet<>()).addAll(via));
        }
        return keys;
    }

    private void add(Document document, Set<String> via, List<Entry> entries) {
        if (!document.exists()) {
            return;
        }
        Set<String> ids = new LinkedHashSet<>(via);
        ids.addAll(old(document));
        if (!ids.isEmpty()) {
            Key key = document.key();
            entries.add(
                    new Entry(
                            key, where.name(), List.of(key.id()), ids.stream().sorted().toList()));
        }
    }

    /// Ids of the records that the document shows as the old owner's.
    private Set<String> old(Document document) {
        Set<String> ids = new LinkedHashSet<>();
        Handing handing = run.handing(where.lists(), copies());
        RecordPlace.object(document.content())
                .ifPresent(row ->
                        Tree.walk(
                                row,
                                where.fields(),
                                object -> {
                                    if (handing.isOld(object) || handing.isOldByName(object)) {
                                        ids.add(id(object, document.key()));
                                    } else if (handing.isOldCopy(object)) {
                                        origin(object).ifPresent(ids::add);
                                    }
                                }));
        return ids;
    }

    private Places.@Nullable Copies copies() {
        return places.getFirst().where().copies();
    }

    private Optional<String> origin(JsonSpot object) {
        return places.getFirst().origin(object);
    }

    /// Which record it stands for; the document's own where it doesn't say.
    private String id(JsonSpot object, Key document) {
        return Tree.id(object).orElseGet(() -> embedded.base(document.id()));
    }

    private Store store() {
        return run.stores.named(where.store());
    }

    /// The document's own record, and those that are in it.
    @Override
    public List<Key> facts(Entry entry) {
        run.parties();
        return Stream.concat(
                        embedded.records(entry.key()).stream(),
                        entry.via().stream().flatMap(id -> TransferRun.keys(places, id)))
                .distinct()
                .toList();
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        return switch (Opened.of(run.places(), entry, current)) {
            case Opened.Closed(Decision decision) -> decision;
            case Opened.Object(JsonSpot row) -> decide(entry, current, row, facts);
        };
    }

    private Decision decide(Entry entry, Document current, JsonSpot row, Facts facts) {
        Optional<Decision> ruled =
                embedded.record(entry.key(), facts)
                        .flatMap(record -> Opened.ruled(run.places(), entry, current, record));
        if (ruled.isPresent()) {
            return ruled.get();
        }
        Handing handing = run.handing(where.lists(), copies());
        String own = embedded.base(entry.key().id());
        List<String> broken =
                Tree.walk(row, where.fields(), object -> follow(object, own, facts, handing));
        if (handing.changed() > 0) {
            return new Decision(
                    Content.of(row.edited()),
                    List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)));
        }
        return broken.isEmpty()
                ? Opened.stays(entry, current, Verdict.UNCHANGED, "not-given")
                : Opened.stays(entry, current, Verdict.UNSUPPORTED, broken.getFirst());
    }

    private void follow(JsonSpot object, String own, Facts facts, Handing handing) {
        String id = Tree.id(object).orElse(own);
        if (handing.isOld(object)) {
            boolean record = TransferRun.isThere(places, id, facts);
            if (isGiven(
                    record || !facts.documents().keySet().containsAll(keys(id)) ? id : own,
                    facts)) {
                handing.give(object);
            }
        } else if (handing.isOldByName(object) && isGiven(id, facts)) {
            handing.give(object);
        } else if (handing.isOldCopy(object)
                && origin(object).filter(origin -> isGiven(origin, facts)).isPresent()) {
            handing.copied(object);
        }
    }

    private List<Key> keys(String id) {
        return TransferRun.keys(places, id).toList();
    }

    private boolean isGiven(String id, Facts facts) {
        return run.isGiven(places, id, facts);
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.embedded(run.places(), embedded, entry, current, wrote, facts);
    }

    /// Every document that has something of the two in it, or all of them. One that waits for a
    /// record is left over too.
    @Override
    public Audit audit(@Nullable String from, int limit) {
        List<Document> documents;
        @Nullable String next;
        if (where.scan()) {
            Page page = store().find(Reference.all(where.collection()), from, EmbeddedKeys.READ);
            documents = page.documents();
            next = page.next();
        } else {
            Around.Result page = around.page(from, limit);
            documents = embedded.read(run.stores, List.copyOf(keys(page).keySet())).toList();
            next = page.next();
        }
        Findings findings = new Findings("still-at-old-owner");
        documents.forEach(document -> look(document, findings));
        return findings.audit(next);
    }

    private void look(Document document, Findings findings) {
        List<Entry> entries = new ArrayList<>();
        add(document, Set.of(), entries);
        for (Entry entry : entries) {
            Key key = entry.key();
            Facts facts = run.read(facts(entry));
            if (entry.via().stream().anyMatch(id -> run.isPending(places, id, facts))) {
                findings.left(key);
            } else {
                findings.add(key, decide(entry, document, facts).outcomes().getFirst());
            }
        }
    }
}
