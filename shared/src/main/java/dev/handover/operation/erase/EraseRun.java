package dev.handover.operation.erase;

import dev.handover.document.Content;
import dev.handover.document.JsonSpot;
import dev.handover.document.Unreadable;
import dev.handover.document.Verdict;
import dev.handover.operation.EraseMap;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Effect;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Names;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What the stages of one erasure share.
final class EraseRun {
    final EraseMap map;
    final Stores stores;
    final EraseRequest request;
    private final Names names;
    private final Supplier<String> pseudonym;
    private @Nullable Person person;

    EraseRun(
            EraseMap map,
            Stores stores,
            EraseRequest request,
            Names names,
            Supplier<String> pseudonym) {
        this.map = map;
        this.stores = stores;
        this.request = request;
        this.names = names;
        this.pseudonym = pseudonym;
    }

    /// With the names by which the system knows the person.
    synchronized Person person() {
        Person known = person;
        if (known == null) {
            known = Person.of(request.subject(), names.all(), pseudonym.get());
            person = known;
        }
        return known;
    }

    RecordPlace place(String name) {
        return map.records().stream()
                .filter(place -> place.name().equals(name))
                .findFirst()
                .map(place -> new RecordPlace(map, place))
                .orElseThrow();
    }

    List<RecordPlace> places(List<String> named) {
        return named.stream().map(this::place).toList();
    }

    Affected affected(List<RecordPlace> places, boolean withParents) {
        return new Affected(
                places, List.copyOf(map.fields().keySet()), person(), stores, withParents);
    }

    Scrub scrub(EraseMap.Lists lists, EraseMap.@Nullable Copies copies, List<String> via) {
        return new Scrub(map, lists, copies, person(), Set.copyOf(via));
    }

    /// The document as JSON, or the decision that it can't be worked on.
    sealed interface Opened {
        record Object(JsonSpot spot) implements Opened {}

        record Closed(Decision decision) implements Opened {}
    }

    Opened open(Entry entry, Document current) {
        Content content = current.content();
        if (content == null) {
            return closed(entry, current, Verdict.SKIPPED, "gone");
        }
        if (content.size() > map.largestDocument()) {
            return closed(entry, current, Verdict.UNSUPPORTED, "too-large");
        }
        try {
            JsonSpot spot = JsonSpot.of(content);
            return spot.isObject()
                    ? new Opened.Object(spot)
                    : closed(entry, current, Verdict.UNSUPPORTED, "not-an-object");
        } catch (Unreadable broken) {
            return closed(entry, current, Verdict.UNSUPPORTED, broken.reason());
        }
    }

    private static Opened closed(Entry entry, Document current, Verdict verdict, String reason) {
        return new Opened.Closed(stays(entry, current, verdict, reason));
    }

    static Decision stays(Entry entry, Document current, Verdict verdict, String reason) {
        return new Decision(
                current.content(),
                entry.records().stream()
                        .map(record -> new Outcome(record, verdict, reason))
                        .toList());
    }

    /// What a rule of the map says of a record that must not be touched.
    Optional<Decision> ruled(Entry entry, Document current, JsonSpot record) {
        return RecordPlace.first(map.skip(), record)
                .map(rule -> stays(entry, current, Verdict.SKIPPED, rule.name()))
                .or(() ->
                        RecordPlace.first(map.hold(), record)
                                .map(rule -> stays(entry, current, Verdict.HELD, rule.name())));
    }

    static Decision decided(
            Entry entry, Document current, Scrub scrub, JsonSpot root, List<Effect> effects) {
        if (scrub.changed() > 0) {
            return new Decision(
                    Content.of(root.edited()),
                    entry.records().stream()
                            .map(record -> new Outcome(record, Verdict.CHANGED, null))
                            .toList(),
                    effects);
        }
        return scrub.unsupported().isEmpty()
                ? stays(entry, current, Verdict.UNCHANGED, "nothing-to-erase")
                : stays(entry, current, Verdict.UNSUPPORTED, scrub.unsupported().getFirst());
    }
}
