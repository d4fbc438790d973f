package dev.handover.operation.records;

import dev.handover.document.Json;
import dev.handover.document.JsonSpot;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the records that are concerned when something is done to those of a person, each once: the
/// person's, copies of them, and records of others that have one of these in them. Page by page,
/// without remembering anything between the pages.
public final class Affected {
    public enum How {
        OWN,
        COPY,
        PARENT
    }

    /// @param via base ids of the person's records that made it one
    public record Found(
            RecordPlace place, Document document, JsonSpot record, How how, Set<String> via) {
        public String id() {
            return document.key().id();
        }

        public String base() {
            return place.base(id());
        }
    }

    public record Result(List<Found> found, @Nullable String next) {}

    private enum Step {
        OWN,
        PARENTS,
        COPIES,
        PARENTS_OF_COPIES
    }

    /// Where a walk stands: in a page of the person's records, at a step, at a page of that step.
    private record At(
            int place,
            int field,
            @Nullable String own,
            Step step,
            @Nullable String copies,
            @Nullable String parents) {}

    private final List<RecordPlace> places;
    private final Owner owner;
    private final List<String> only;
    private final Stores stores;
    private final Set<How> sought;
    private final Kinship kinship;
    private boolean readsAhead;
    private @Nullable Ahead ahead;

    /// @param sought what is looked for besides the records themselves
    /// @param only ids of records, where these are concerned and no others; else all of the owner's
    public Affected(
            List<RecordPlace> places,
            Owner owner,
            List<String> only,
            Stores stores,
            Set<How> sought) {
        this.places = places;
        this.owner = owner;
        this.only = only;
        this.stores = stores;
        this.sought = sought;
        kinship = new Kinship(places, owner, only, stores);
    }

    /// For planning: the person's records of a page may be as old as those of the pages before.
    public Affected readingAhead() {
        readsAhead = true;
        return this;
    }

    /// @param from null for the first page, else [Result#next()] of the page before
    public Result page(@Nullable String from, int limit) {
        if (from == null) {
            ahead = null;
        }
        At at = from == null ? new At(0, 0, null, Step.OWN, null, null) : Json.read(from, At.class);
        RecordPlace place = places.get(at.place());
        Page own =
                only.isEmpty()
                        ? ofOwner(place, at, Math.min(limit, Kinship.IDS))
                        : ofIds(place, at);
        List<Found> mine = own(place, at.field(), own.documents());
        return switch (at.step()) {
            case OWN -> new Result(mine, next(at, own, Step.OWN));
            case PARENTS -> {
                List<String> ids = related(place, mine);
                Page page = parents(place, ids, at.parents(), limit);
                yield new Result(
                        parents(place, page, ids),
                        page.next() != null
                                ? text(
                                        at.place(),
                                        at.field(),
                                        at.own(),
                                        at.step(),
                                        null,
                                        page.next())
                                : next(at, own, Step.PARENTS));
            }
            case COPIES -> {
                Page page = copies(place, related(place, mine), at.copies(), limit);
                List<Found> copies = copies(place, page.documents());
                yield new Result(
                        copies,
                        seeks(How.PARENT, place.where().parents()) && !copies.isEmpty()
                                ? text(
                                        at.place(),
                                        at.field(),
                                        at.own(),
                                        Step.PARENTS_OF_COPIES,
                                        at.copies(),
                                        null)
                                : afterCopies(at, own, page));
            }
            case PARENTS_OF_COPIES -> {
                Page copied = copies(place, related(place, mine), at.copies(), limit);
                List<String> ids = related(place, copies(place, copied.documents()));
                Page page = parents(place, ids, at.parents(), limit);
                yield new Result(
                        parents(place, page, ids),
                        page.next() != null
                                ? text(
                                        at.place(),
                                        at.field(),
                                        at.own(),
                                        at.step(),
                                        at.copies(),
                                        page.next())
                                : afterCopies(at, own, copied));
            }
        };
    }

    private Page ofOwner(RecordPlace place, At at, int limit) {
        Store store = store(place);
        Reference theirs =
                new Reference.Equal(
                        place.where().collection(),
                        owner.fields().get(at.field()),
                        owner.ids().stream().sorted().toList());
        if (!readsAhead) {
            return store.find(theirs, at.own(), limit);
        }
        Ahead known = ahead;
        if (known == null || !known.isFor(store, theirs)) {
            known = new Ahead(store, theirs);
            ahead = known;
        }
        return known.page(at.own(), limit);
    }

    private Page ofIds(RecordPlace place, At at) {
        Listed listed = Listed.of(only, at.own(), Kinship.IDS);
        List<Key> keys = listed.ids().stream().flatMap(place::both).distinct().toList();
        return new Page(
                store(place).read(keys).stream().filter(Document::exists).toList(), listed.next());
    }

    private @Nullable String afterCopies(At at, Page own, Page copies) {
        return copies.next() != null
                ? text(at.place(), at.field(), at.own(), Step.COPIES, copies.next(), null)
                : next(at, own, Step.COPIES);
    }

    /// What comes after that step with the same page of the person's records, else the next page.
    private @Nullable String next(At at, Page own, Step done) {
        RecordPlace place = places.get(at.place());
        boolean any = !own.documents().isEmpty();
        if (any && done == Step.OWN && seeks(How.PARENT, place.where().parents())) {
            return text(at.place(), at.field(), at.own(), Step.PARENTS, null, null);
        }
        if (any && done != Step.COPIES && seeks(How.COPY, place.where().copies())) {
            return text(at.place(), at.field(), at.own(), Step.COPIES, null, null);
        }
        if (own.next() != null) {
            return text(at.place(), at.field(), own.next(), Step.OWN, null, null);
        }
        if (only.isEmpty() && at.field() + 1 < owner.fields().size()) {
            return text(at.place(), at.field() + 1, null, Step.OWN, null, null);
        }
        return at.place() + 1 < places.size()
                ? text(at.place() + 1, 0, null, Step.OWN, null, null)
                : null;
    }

    /// @param place what the map says of them; null when there are none
    private boolean seeks(How how, @Nullable Object place) {
        return sought.contains(how) && place != null;
    }

    private static String text(
            int place,
            int field,
            @Nullable String own,
            Step step,
            @Nullable String copies,
            @Nullable String parents) {
        return Json.text(new At(place, field, own, step, copies, parents));
    }

    private Store store(RecordPlace place) {
        return stores.named(place.where().store());
    }

    /// A record that an earlier field names too was found by that one.
    private List<Found> own(RecordPlace place, int field, List<Document> documents) {
        List<Found> found = new ArrayList<>();
        for (Document document : documents) {
            RecordPlace.object(document.content())
                    .filter(record -> !only.isEmpty() || isFirst(record, field))
                    .filter(record -> place.kind(record).isPresent())
                    .ifPresent(record ->
                            found.add(
                                    new Found(
                                            place,
                                            document,
                                            record,
                                            How.OWN,
                                            Set.of(place.base(document.key().id())))));
        }
        return found;
    }

    private boolean isFirst(JsonSpot record, int field) {
        return owner.isIn(record, owner.fields().get(field))
                && owner.fields().subList(0, field).stream()
                        .noneMatch(earlier -> owner.isIn(record, earlier));
    }

    /// Under which ids others speak of these; an unpublished copy is spoken of by its record's id,
    /// and its record, if it is the person's too, is on a page of its own.
    private List<String> related(RecordPlace place, List<Found> found) {
        List<Key> published =
                found.stream()
                        .filter(one -> place.isImage(one.id()))
                        .map(one -> place.key(one.base()))
                        .toList();
        Set<String> elsewhere = new LinkedHashSet<>();
        if (!published.isEmpty()) {
            kinship.read(place, published)
                    .forEach((key, record) -> {
                        if (kinship.isConcerned(place, key, record)) {
                            elsewhere.add(key.id());
                        }
                    });
        }
        return found.stream()
                .filter(one -> !place.isImage(one.id()) || !elsewhere.contains(one.base()))
                .map(Found::base)
                .distinct()
                .toList();
    }

    private Page copies(RecordPlace place, List<String> ids, @Nullable String from, int limit) {
        String field = place.where().copies() == null ? "" : place.where().copies().field();
        return ids.isEmpty()
                ? new Page(List.of(), null)
                : store(place)
                        .find(
                                new Reference.Equal(place.where().collection(), field, ids),
                                from,
                                limit);
    }

    private List<Found> copies(RecordPlace place, List<Document> documents) {
        List<Found> found = new ArrayList<>();
        for (Document document : documents) {
            RecordPlace.object(document.content())
                    .filter(record -> !kinship.isOwn(place, document.key(), record))
                    .filter(record -> place.kind(record).isPresent())
                    .ifPresent(record ->
                            found.add(
                                    new Found(
                                            place,
                                            document,
                                            record,
                                            How.COPY,
                                            Set.of(place.origin(record).orElseThrow()))));
        }
        return found;
    }

    private Page parents(RecordPlace place, List<String> ids, @Nullable String from, int limit) {
        String field = place.where().parents();
        return ids.isEmpty() || field == null
                ? new Page(List.of(), null)
                : store(place)
                        .find(
                                new Reference.Containing(place.where().collection(), field, ids),
                                from,
                                limit);
    }

    /// A parent is found through each of its children; only the first of them counts.
    private List<Found> parents(RecordPlace place, Page page, List<String> through) {
        List<Found> found = new ArrayList<>();
        for (Document document : page.documents()) {
            Optional<JsonSpot> record = RecordPlace.object(document.content());
            if (record.isEmpty()
                    || places.stream()
                            .anyMatch(one ->
                                    kinship.isConcerned(one, document.key(), record.get()))) {
                continue;
            }
            Kinship.Kin children = kinship.within(document.key(), place, record.get());
            if (!children.ids().isEmpty() && through.contains(children.ids().first())) {
                found.add(new Found(place, document, record.get(), How.PARENT, children.via()));
            }
        }
        return found;
    }

    /// The person's records among those that this one has in it, and what copies there are copies
    /// of.
    public Set<String> within(RecordPlace place, Key key, JsonSpot record) {
        return kinship.within(key, place, record).via();
    }

    /// Whether this walk finds the record too, in whatever way.
    public boolean concerns(Found found) {
        Key key = found.document().key();
        return kinship.isConcerned(found.place(), key, found.record())
                || !kinship.within(key, found.place(), found.record()).ids().isEmpty();
    }
}
