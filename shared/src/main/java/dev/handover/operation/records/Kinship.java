package dev.handover.operation.records;

import dev.handover.document.JsonSpot;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What ties a record to an owner: that it is theirs, a copy of one that is, or has such in it.
final class Kinship {
    /// As many ids as one question to a store has.
    static final int IDS = 50;

    /// Parents that were looked at, so that the next child needs no second look.
    private static final int REMEMBERED = 10_000;

    /// The person's records that another one has in it, and the copies of such.
    record Kin(SortedSet<String> ids, Set<String> via) {}

    private final List<RecordPlace> places;
    private final Owner owner;
    private final List<String> only;
    private final Stores stores;
    private final Map<Key, Kin> known = new HashMap<>();

    /// @param only as in [Affected]
    Kinship(List<RecordPlace> places, Owner owner, List<String> only, Stores stores) {
        this.places = places;
        this.owner = owner;
        this.only = only;
        this.stores = stores;
    }

    boolean isOwn(RecordPlace place, Key key, JsonSpot record) {
        return owner.owns(record) && (only.isEmpty() || only.contains(place.base(key.id())));
    }

    boolean isConcerned(RecordPlace place, Key key, JsonSpot record) {
        return place.kind(record).isPresent()
                && (isOwn(place, key, record) || isCopy(place, record));
    }

    private boolean isCopy(RecordPlace place, JsonSpot record) {
        return place.origin(record).filter(origin -> isAnyOwn(place, origin)).isPresent();
    }

    private boolean isAnyOwn(RecordPlace place, String base) {
        return read(place, place.both(base).toList()).entrySet().stream()
                .anyMatch(one ->
                        place.kind(one.getValue()).isPresent()
                                && isOwn(place, one.getKey(), one.getValue()));
    }

    Kin within(Key key, RecordPlace where, JsonSpot record) {
        Kin kin = known.get(key);
        if (kin == null) {
            kin = new Kin(new TreeSet<>(), new TreeSet<>());
            List<String> children = where.children(record);
            for (RecordPlace place : places) {
                collect(place, children, kin);
            }
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            known.put(key, kin);
        }
        return kin;
    }

    private void collect(RecordPlace place, List<String> children, Kin into) {
        Map<String, String> origins = new LinkedHashMap<>();
        Set<String> asked = new LinkedHashSet<>(children);
        read(place, asked.stream().flatMap(place::both).toList())
                .forEach((key, child) -> {
                    String base = place.base(key.id());
                    if (place.kind(child).isEmpty()) {
                        return;
                    }
                    if (isOwn(place, key, child)) {
                        into.ids().add(base);
                        into.via().add(base);
                    } else {
                        place.origin(child).ifPresent(origin -> origins.put(base, origin));
                    }
                });
        Set<String> mine = new LinkedHashSet<>();
        read(place, origins.values().stream().distinct().flatMap(place::both).toList())
                .forEach((key, origin) -> {
                    if (place.kind(origin).isPresent() && isOwn(place, key, origin)) {
                        mine.add(place.base(key.id()));
                    }
                });
        origins.forEach((copy, origin) -> {
            if (mine.contains(origin)) {
                into.ids().add(copy);
                into.via().add(origin);
            }
        });
    }

    Map<Key, JsonSpot> read(RecordPlace place, List<Key> keys) {
        Map<Key, JsonSpot> records = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i += 2 * IDS) {
            List<Key> some = keys.subList(i, Math.min(keys.size(), i + 2 * IDS));
            stores.named(place.where().store())
                    .read(some)
                    .forEach(document ->
                            RecordPlace.object(document.content())
                                    .ifPresent(record -> records.put(document.key(), record)));
        }
        return records;
    }
}
