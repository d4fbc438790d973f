package dev.handover.operation.transfer;

import dev.handover.document.JsonSpot;
import dev.handover.document.PersonName;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.Places;
import dev.handover.operation.TransferMap;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.Owner;
import dev.handover.operation.records.RecordPlace;
import dev.handover.run.Edit;
import dev.handover.run.Edit.Facts;
import dev.handover.run.Names;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the stages of one transfer share.
final class TransferRun {
    final TransferMap map;
    final Stores stores;
    final TransferRequest request;
    private final Names names;
    private @Nullable Parties parties;

    TransferRun(TransferMap map, Stores stores, TransferRequest request, Names names) {
        this.map = map;
        this.stores = stores;
        this.request = request;
        this.names = names;
    }

    /// Reads them when first asked, so a decision asks only after [Edit#facts] has: trouble there
    /// is trouble, and no rule's mistake.
    synchronized Parties parties() {
        Parties known = parties;
        if (known == null) {
            known =
                    new Parties(
                            request.from(),
                            request.to(),
                            names.all().stream()
                                    .map(PersonName::of)
                                    .collect(Collectors.toUnmodifiableSet()),
                            map.names().isEmpty() ? null : names.newName());
            parties = known;
        }
        return known;
    }

    Places places() {
        return map.places();
    }

    /// Whether a record's key begins as the old owner's do in one of the places for such.
    boolean isObject(String id) {
        return map.objects().stream().anyMatch(objects -> objects.isOf(request.from(), id));
    }

    List<RecordPlace> places(List<String> named) {
        return RecordPlace.named(map.places(), named);
    }

    Owner owner(String... ids) {
        return new Owner(Set.of(ids), List.of(map.owner()));
    }

    Affected affected(List<RecordPlace> places, Owner owner, Set<Affected.How> sought) {
        return new Affected(places, owner, request.records(), stores, sought);
    }

    Handing handing(Lists lists, Places.@Nullable Copies copies) {
        return new Handing(map, lists, copies, parties());
    }

    /// Whether the record of that id is the new owner's by now.
    boolean isGiven(List<RecordPlace> places, String id, Facts facts) {
        return any(places, id, facts, (_, record) -> owner(request.to()).owns(record));
    }

    /// Whether it is to be given and isn't yet: held perhaps, or it failed.
    boolean isPending(List<RecordPlace> places, String id, Facts facts) {
        return any(
                places,
                id,
                facts,
                (place, record) ->
                        owner(request.from()).owns(record)
                                && isAsked(place, id, record)
                                && RecordPlace.first(places().skip(), record).isEmpty());
    }

    private boolean isAsked(RecordPlace place, String id, JsonSpot record) {
        return (request.records().isEmpty() || request.records().contains(place.base(id)))
                && isSought(place, record);
    }

    /// Whether it is of a type that is asked for.
    boolean isSought(RecordPlace place, JsonSpot record) {
        return request.types().isEmpty()
                || place.kind(record).filter(request.types()::contains).isPresent();
    }

    private static boolean any(
            List<RecordPlace> places,
            String id,
            Facts facts,
            BiPredicate<RecordPlace, JsonSpot> holds) {
        return places.stream()
                .anyMatch(place ->
                        place.both(place.base(id))
                                .flatMap(key ->
                                        facts.documents().containsKey(key)
                                                ? RecordPlace.object(facts.of(key).content())
                                                        .stream()
                                                : Stream.empty())
                                .anyMatch(record ->
                                        place.kind(record).isPresent()
                                                && holds.test(place, record)));
    }

    /// Whether it is a record at all, of whatever kind.
    static boolean isThere(List<RecordPlace> places, String id, Facts facts) {
        return keys(places, id)
                .anyMatch(key -> facts.documents().containsKey(key) && facts.of(key).exists());
    }

    static Stream<Key> keys(List<RecordPlace> places, String id) {
        return places.stream().flatMap(place -> place.both(place.base(id))).distinct();
    }

    /// All of these documents, as they are now.
    Facts read(List<Key> keys) {
        return new Facts(stores.read(keys));
    }
}
