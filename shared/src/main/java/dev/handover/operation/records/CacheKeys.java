package dev.handover.operation.records;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.document.JsonSpot;
import dev.handover.operation.Places;
import dev.handover.run.Edit.Effect;
import dev.handover.run.Edit.Facts;
import dev.handover.store.Key;

import java.util.List;
import java.util.stream.Stream;

/// Under which keys caches keep a record.
public final class CacheKeys {
    private CacheKeys() {}

    public static List<Key> of(Places.Cache cache, RecordPlace place, String id, JsonSpot record) {
        boolean cached =
                cache.of().contains(place.where().name())
                        && !place.isImage(id)
                        && (cache.types().isEmpty() || cache.types().contains(place.type(record)))
                        && (cache.when() == null || cache.when().holds(record));
        return !cached
                ? List.of()
                : cache.keys().stream()
                        .flatMap(form -> ids(form, place, id, record))
                        .distinct()
                        .map(key -> new Key(cache.store(), cache.collection(), key))
                        .toList();
    }

    private static Stream<String> ids(String form, RecordPlace place, String id, JsonSpot record) {
        return form.contains("{child}")
                ? place.children(record).stream().map(child -> form.replace("{child}", child))
                : Stream.of(form.replace("{id}", id));
    }

    /// To have them evicted by whoever delivers effects: after an undo the caches hold what the
    /// edit left.
    public static List<Effect> evictions(
            Places places, RecordPlace place, String recordId, String id, JsonSpot record) {
        return places.caches().stream()
                .flatMap(cache ->
                        of(cache, place, id, record).stream()
                                .map(key ->
                                        new Effect(
                                                "evict", recordId + "@" + key.id(), payload(key))))
                .toList();
    }

    /// The same for a document that has records within, by the record that it belongs to.
    ///
    /// @param facts with that record, wherever it may stand
    public static List<Effect> evictions(
            Places map, List<RecordPlace> places, String recordId, String base, Facts facts) {
        return places.stream()
                .flatMap(place ->
                        RecordPlace.object(facts.of(place.key(base)).content()).stream()
                                .flatMap(record ->
                                        evictions(map, place, recordId, base, record).stream()))
                .distinct()
                .toList();
    }

    private static ObjectNode payload(Key key) {
        return Json.object()
                .put("store", key.store())
                .put("collection", key.collection())
                .put("id", key.id());
    }
}
