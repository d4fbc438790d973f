package dev.handover.operation.erase;

import dev.handover.document.Counts;
import dev.handover.document.Differences;
import dev.handover.document.Json;
import dev.handover.document.JsonSpot;
import dev.handover.document.Tally;
import dev.handover.document.Verdict;
import dev.handover.operation.EraseMap;
import dev.handover.operation.Places;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Standing;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Facts;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Operation.Survey;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What would become of every record in the map's places if everybody were erased who is named in
/// it by id. A name is known here only from the record itself, so an `author` or the like that only
/// other records tell to be the person's is not among the fields.
final class EraseSurvey {
    private final EraseMap map;
    private final Stores stores;
    private final EraseOperation erasing;
    private final List<RecordPlace> places;

    EraseSurvey(EraseMap map, Stores stores, EraseOperation erasing) {
        this.map = map;
        this.stores = stores;
        this.erasing = erasing;
        places =
                map.places().records().stream()
                        .filter(Places.Records::update)
                        .map(RecordPlace::new)
                        .toList();
    }

    private record At(int place, @Nullable String from) {}

    private static final class Findings {
        Tally byKind = Tally.NONE;
        final SortedMap<String, Long> fields = new TreeMap<>();
        final SortedMap<String, Long> reasons = new TreeMap<>();
        final List<Survey.Problem> problems = new ArrayList<>();
    }

    /// @throws dev.handover.store.NotInStore on the first page, when a place of the map isn't there
    Survey page(@Nullable String from, int limit) {
        if (from == null) {
            Standing.require(map.places(), map.fields().keySet(), stores);
        }
        At at = at(from);
        RecordPlace place = places.get(at.place());
        Page page =
                stores.named(place.where().store())
                        .find(Reference.all(place.where().collection()), at.from(), limit);
        Findings found = new Findings();
        page.documents().forEach(document -> look(place, document, found));
        return new Survey(
                page.documents().size(),
                found.byKind,
                found.fields,
                found.reasons,
                found.problems,
                next(at, page));
    }

    private At at(@Nullable String from) {
        if (from == null) {
            return new At(0, null);
        }
        try {
            At at = Json.read(from, At.class);
            if (at.place() >= 0 && at.place() < places.size()) {
                return at;
            }
        } catch (Json.Malformed notOurs) {
            // told below
        }
        throw new IllegalArgumentException("not the next page of a survey");
    }

    private @Nullable String next(At at, Page page) {
        if (page.next() != null) {
            return Json.text(new At(at.place(), page.next()));
        }
        return at.place() + 1 < places.size() ? Json.text(new At(at.place() + 1, null)) : null;
    }

    private void look(RecordPlace place, Document document, Findings found) {
        Optional<JsonSpot> record = RecordPlace.object(document.content());
        if (record.isEmpty()) {
            found.problems.add(new Survey.Problem(document.key().id(), "unreadable"));
            return;
        }
        Optional<String> kind = place.kind(record.get());
        Set<String> ids = ids(record.get());
        if (kind.isEmpty() || ids.isEmpty()) {
            return;
        }
        Document now = document;
        @Nullable Outcome told = null;
        for (String id : ids) {
            Decision decision = decide(place, kind.get(), id, now);
            Outcome outcome = decision.outcomes().getFirst();
            if (told == null || outcome.verdict() == Verdict.CHANGED) {
                told = outcome;
            }
            now = new Document(now.key(), decision.after(), now.version());
        }
        if (told != null) {
            tell(place.where().store() + "/" + kind.get(), document, now, told, found);
        }
    }

    private static void tell(
            String kind, Document before, Document after, Outcome told, Findings found) {
        found.byKind = found.byKind.plus(Tally.of(kind, Counts.of(List.of(told.verdict()))));
        Differences.of(before.content(), after.content())
                .forEach(field -> found.fields.merge(field, 1L, Long::sum));
        if (told.reason() != null) {
            found.reasons.merge(told.reason(), 1L, Long::sum);
            if (told.verdict() == Verdict.UNSUPPORTED) {
                found.problems.add(new Survey.Problem(told.record(), told.reason()));
            }
        }
    }

    /// Of all who are named in the record by id.
    private Set<String> ids(JsonSpot record) {
        Set<String> ids = new LinkedHashSet<>();
        map.fields().keySet().stream()
                .flatMap(field -> record.members(field).stream())
                .flatMap(value -> Stream.concat(Stream.of(value), value.elements().stream()))
                .filter(JsonSpot::isText)
                .map(JsonSpot::text)
                .filter(id -> !id.isBlank())
                .forEach(ids::add);
        return ids;
    }

    private Decision decide(RecordPlace place, String kind, String id, Document now) {
        String pseudonym = erasing.pseudonym(id);
        Person nobody = Person.of(id, Set.of(), pseudonym);
        Set<String> names = new TreeSet<>();
        RecordPlace.object(now.content())
                .ifPresent(record ->
                        map.fields().keySet().stream()
                                .filter(field -> nobody.isIn(record, field))
                                .forEach(field -> erasing.learn(record, field, nobody, names)));
        EraseRun run =
                new EraseRun(
                        map, stores, new EraseRequest(id, false), () -> names, () -> pseudonym);
        Entry entry =
                new Entry(
                        now.key(),
                        kind,
                        List.of(now.key().id()),
                        List.of(place.base(now.key().id())));
        return new EraseRecords(run, place).decide(entry, now, new Facts(Map.of()));
    }
}
