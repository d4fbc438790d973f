package dev.handover.operation.erase;

import dev.handover.document.Content;
import dev.handover.document.JsonSpot;
import dev.handover.document.Verdict;
import dev.handover.operation.EraseMap;
import dev.handover.operation.Places;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.Opened;
import dev.handover.operation.records.Owner;
import dev.handover.operation.records.RecordPlace;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Effect;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Names;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Document;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
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
        return RecordPlace.named(map.places(), List.of(name)).getFirst();
    }

    List<RecordPlace> places(List<String> named) {
        return RecordPlace.named(map.places(), named);
    }

    Affected affected(List<RecordPlace> places, boolean withParents) {
        Set<Affected.How> sought =
                withParents
                        ? EnumSet.of(Affected.How.COPY, Affected.How.PARENT)
                        : EnumSet.of(Affected.How.COPY);
        Owner owner = new Owner(Set.of(request.subject()), List.copyOf(map.fields().keySet()));
        return new Affected(places, owner, List.of(), stores, sought);
    }

    Scrub scrub(EraseMap.Lists lists, Places.@Nullable Copies copies, List<String> via) {
        return new Scrub(map, lists, copies, person(), Set.copyOf(via));
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
                ? Opened.stays(entry, current, Verdict.UNCHANGED, "nothing-to-erase")
                : Opened.stays(entry, current, Verdict.UNSUPPORTED, scrub.unsupported().getFirst());
    }
}
