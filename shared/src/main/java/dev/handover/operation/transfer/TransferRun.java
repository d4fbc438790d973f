package dev.handover.operation.transfer;

import dev.handover.document.PersonName;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.Places;
import dev.handover.operation.TransferMap;
import dev.handover.operation.records.Affected;
import dev.handover.operation.records.Owner;
import dev.handover.operation.records.RecordPlace;
import dev.handover.run.Edit.Facts;
import dev.handover.run.Names;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /// The new owner's, among these records.
    static boolean isAnyGiven(
            List<RecordPlace> places, String id, Map<Key, Document> records, Owner to) {
        return places.stream()
                .anyMatch(place ->
                        place.both(place.base(id))
                                .map(records::get)
                                .filter(document -> document != null)
                                .flatMap(
                                        document -> RecordPlace.object(document.content()).stream())
                                .anyMatch(record ->
                                        place.kind(record).isPresent() && to.owns(record)));
    }

    static boolean isThere(List<RecordPlace> places, String id, Map<Key, Document> records) {
        return keys(places, id)
                .map(records::get)
                .anyMatch(document -> document != null && document.exists());
    }

    static Stream<Key> keys(List<RecordPlace> places, String id) {
        return places.stream().flatMap(place -> place.both(place.base(id))).distinct();
    }

    /// All of these documents, as they are now.
    Facts read(List<Key> keys) {
        Map<String, List<Key>> byStore =
                keys.stream().distinct().collect(Collectors.groupingBy(Key::store));
        Map<Key, Document> read = new HashMap<>();
        byStore.forEach((store, theirs) ->
                stores.named(store)
                        .read(theirs)
                        .forEach(document -> read.put(document.key(), document)));
        return new Facts(read);
    }
}
