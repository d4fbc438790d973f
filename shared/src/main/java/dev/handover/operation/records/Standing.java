package dev.handover.operation.records;

import dev.handover.operation.Places;
import dev.handover.store.Stores;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Looks whether the places of a data map are there, before a run plans anything: where a name is
/// mistyped most stores would find nothing, and the run would say that all is done.
public final class Standing {
    private Standing() {}

    /// @param sought fields of records by which people are found
    /// @throws dev.handover.store.NotInStore when something isn't there
    public static void require(Places places, Collection<String> sought, Stores stores) {
        for (Places.Records place : places.records()) {
            Set<String> fields = new TreeSet<>(sought);
            if (place.types() != null) {
                fields.add(place.types().field());
            }
            if (place.copies() != null) {
                fields.add(place.copies().field());
            }
            stores.named(place.store()).require(place.collection(), fields);
        }
        places.embedded()
                .forEach(place ->
                        stores.named(place.store())
                                .require(place.collection(), Set.copyOf(place.fields())));
        places.caches()
                .forEach(
                        cache -> stores.named(cache.store()).require(cache.collection(), Set.of()));
    }
}
