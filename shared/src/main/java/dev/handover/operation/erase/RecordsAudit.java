package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.operation.EraseMap.Target;
import dev.handover.operation.Places;
import dev.handover.operation.Places.Verify;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.RecordPlace;
import dev.handover.operation.records.Stride;
import dev.handover.run.Stage.Audit;
import dev.handover.store.Document;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks through a place for records that still have the person's name: by the person's id, by
/// every name that the system knew, or at all of them; and through the copies of the person's
/// records. What is found is as sure as what is read.
final class RecordsAudit {
    private static final String COPIES = "copies ";

    private final EraseRun run;
    private final RecordPlace place;
    private final Person person;

    RecordsAudit(EraseRun run, RecordPlace place) {
        this.run = run;
        this.place = place;
        person = run.person();
    }

    /// One way of looking: where, and whether a document was already seen by this way.
    private record Finder(Reference reference, Way way) {}

    private interface Way {
        boolean sees(JsonSpot record);
    }

    private List<Finder> finders() {
        String collection = place.where().collection();
        List<Finder> finders = new ArrayList<>();
        if (place.where().verify() == Verify.SCAN) {
            return List.of(new Finder(Reference.all(collection), _ -> true));
        }
        for (String field : run.map.fields().keySet()) {
            finders.add(
                    new Finder(
                            Reference.equal(collection, field, person.id()),
                            record -> person.isIn(record, field)));
        }
        if (place.where().verify() == Verify.NAMES && !person.names().isEmpty()) {
            List<String> names = person.names().stream().sorted().toList();
            nameFields()
                    .forEach(field ->
                            finders.add(
                                    new Finder(
                                            new Reference.Equal(collection, field, names),
                                            record -> isNamed(record, field))));
        }
        return finders;
    }

    private boolean isNamed(JsonSpot record, String field) {
        return record.members(field).stream()
                .anyMatch(value -> value.isText() && person.names().contains(value.text()));
    }

    private Stream<String> nameFields() {
        return Stream.concat(
                        run.map.fields().values().stream().flatMap(List::stream),
                        run.map.names().stream())
                .map(Target::path)
                .filter(path -> path.steps().size() == 1)
                .map(Object::toString)
                .distinct();
    }

    Audit page(@Nullable String from, int limit) {
        if (from != null && from.startsWith(COPIES)) {
            return copies(from.substring(COPIES.length()), limit);
        }
        int space = from == null ? -1 : from.indexOf(' ');
        int number = from == null ? 0 : Integer.parseInt(from.substring(0, space));
        List<Finder> finders = finders();
        Finder finder = finders.get(number);
        Stride stride = Stride.of(from == null ? null : from.substring(space + 1), limit);
        Page page = store().find(finder.reference(), stride.from(), stride.limit());
        Report report = new Report(run.map);
        for (Document document : store().sure(page.documents())) {
            Optional<JsonSpot> record = RecordPlace.object(document.content());
            boolean seen =
                    record.isPresent()
                            && finders.subList(0, number).stream()
                                    .anyMatch(earlier -> earlier.way().sees(record.get()));
            if (!seen) {
                inspect(document, record.orElse(null), Set.of(), report);
            }
        }
        String on = stride.next(page);
        String next =
                on != null
                        ? number + " " + on
                        : number + 1 < finders.size()
                                ? number + 1 + " "
                                : looksAtCopies() ? COPIES : null;
        return report.audit(next);
    }

    private boolean looksAtCopies() {
        return place.where().copies() != null && place.where().verify() != Verify.SCAN;
    }

    private Audit copies(String from, int limit) {
        Affected.Result page =
                run.affected(List.of(place), false).page(from.isEmpty() ? null : from, limit);
        Report report = new Report(run.map);
        for (Affected.Found found : page.found()) {
            if (found.how() == Affected.How.COPY) {
                inspect(found.document(), found.record(), found.via(), report);
            }
        }
        return report.audit(page.next() == null ? null : COPIES + page.next());
    }

    private void inspect(
            Document document, @Nullable JsonSpot record, Set<String> via, Report report) {
        Inspection.Seen seen =
                new Inspection(run.map, place.where().lists(), place.where().copies(), person, via)
                        .of(document.content());
        boolean mapped = record == null || place.kind(record).isPresent();
        if (mapped) {
            report.add(document.key(), record, seen);
        } else if (!seen.isClean() && !isElsewhere(record)) {
            report.mention(document.key(), "no-mapped-type");
        }
    }

    /// Another place of the map may have the same collection for other types.
    private boolean isElsewhere(JsonSpot record) {
        return run.map.places().records().stream()
                .filter(other -> isSameCollection(other))
                .anyMatch(other -> new RecordPlace(other).kind(record).isPresent());
    }

    private boolean isSameCollection(Places.Records other) {
        return other.store().equals(place.where().store())
                && other.collection().equals(place.where().collection());
    }

    private Store store() {
        return run.stores.named(place.where().store());
    }
}
