package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.document.Unreadable;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes the name out of documents that have records of many people within, wherever it occurs in
/// them: the person's own hierarchies, and those of others that have something of the person's.
final class EraseEmbedded implements Edit {
    private final EraseRun run;
    private final Places.Embedded where;
    private final List<RecordPlace> places;
    private final EmbeddedKeys embedded;
    private final Affected affected;

    EraseEmbedded(EraseRun run, Places.Embedded where) {
        this.run = run;
        this.where = where;
        places = run.places(where.of());
        embedded = new EmbeddedKeys(where, places);
        affected = run.affected(places, true);
    }

    @Override
    public String name() {
        return "erase-" + where.name();
    }

    @Override
    public Found find(@Nullable String from, int limit) {
        if (where.scan()) {
            Page page = store().find(Reference.all(where.collection()), from, EmbeddedKeys.READ);
            List<Entry> entries = new ArrayList<>();
            for (Document document : page.documents()) {
                add(document, List.of(), true, entries);
            }
            return new Found(entries, page.next());
        }
        Affected.Result page = affected.page(from, limit);
        Map<Key, List<String>> keys = keys(page);
        List<Entry> entries = new ArrayList<>();
        embedded.read(run.stores, List.copyOf(keys.keySet()))
                .forEach(document ->
                        add(document, keys.get(document.key()), run.request.again(), entries));
        return new Found(entries, page.next());
    }

    private void add(
            Document document, List<String> via, boolean onlyToChange, List<Entry> entries) {
        if (document.exists()) {
            Entry entry =
                    new Entry(document.key(), where.name(), List.of(document.key().id()), via);
            if (!onlyToChange
                    || !document.has(
                            decide(entry, document, new Facts(run.stores.read(facts(entry))))
                                    .after())) {
                entries.add(entry);
            }
        }
    }

    /// The documents of the records that a page names, with what they have of the person's. An
    /// unpublished copy's are those of its record, which is on a page of its own if it is
    /// concerned.
    Map<Key, List<String>> keys(Affected.Result page) {
        Map<Key, List<String>> keys = new LinkedHashMap<>();
        for (Affected.Found found : page.found()) {
            RecordPlace place = found.place();
            List<String> via = new ArrayList<>(found.via());
            via.addAll(affected.within(place, found.document().key(), found.record()));
            embedded.of(found)
                    .forEach(key ->
                            keys.merge(
                                    key,
                                    via.stream().distinct().toList(),
                                    (one, other) ->
                                            Stream.concat(one.stream(), other.stream())
                                                    .distinct()
                                                    .toList()));
        }
        return keys;
    }

    private Store store() {
        return run.stores.named(where.store());
    }

    /// The record that the document belongs to, which says whether it may be touched.
    @Override
    public List<Key> facts(Entry entry) {
        run.person();
        return embedded.records(entry.key());
    }

    @Override
    public Decision decide(Entry entry, Document current, Facts facts) {
        return switch (Opened.of(run.map.places(), entry, current)) {
            case Opened.Closed(Decision decision) -> decision;
            case Opened.Object(JsonSpot row) -> decide(entry, current, row, facts);
        };
    }

    private Decision decide(Entry entry, Document current, JsonSpot row, Facts facts) {
        Optional<Decision> ruled =
                embedded.record(entry.key(), facts)
                        .flatMap(record -> Opened.ruled(run.map.places(), entry, current, record));
        if (ruled.isPresent()) {
            return ruled.get();
        }
        Scrub scrub = run.scrub(where.lists(), places.getFirst().where().copies(), entry.via());
        for (String field : where.fields()) {
            for (JsonSpot column : row.members(field)) {
                try {
                    column.unfolded().ifPresentOrElse(scrub::tree, () -> scrub.refuse(column));
                } catch (Unreadable broken) {
                    scrub.unsupported().add(broken.reason());
                }
            }
        }
        return EraseRun.decided(entry, current, scrub, row, List.of());
    }

    @Override
    public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
        return Restoring.embedded(run.map.places(), embedded, entry, current, wrote, facts);
    }

    @Override
    public Audit audit(@Nullable String from, int limit) {
        return new EmbeddedAudit(run, where, this, affected).page(from, limit);
    }
}
