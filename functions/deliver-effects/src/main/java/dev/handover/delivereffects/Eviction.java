package dev.handover.delivereffects;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.run.EffectMessage;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;
import dev.handover.store.Store;
import dev.handover.store.Stores;
import dev.handover.store.Written;

import java.util.List;
import java.util.stream.Stream;

/// Makes a cache forget: deletes the document of the key `{"store", "collection", "id"}`, whatever
/// it holds.
final class Eviction {
    /// Against somebody who fills the cache all the time.
    private static final int ATTEMPTS = 12;

    private final Stores stores;

    Eviction(Stores stores) {
        this.stores = stores;
    }

    Delivered evict(EffectMessage effect) {
        try {
            return evicted(effect);
        } catch (NotInStore _) {
            return new Delivered.Refused(NotInStore.CODE);
        }
    }

    private Delivered evicted(EffectMessage effect) {
        JsonNode place = effect.payload();
        boolean isPlace =
                Stream.of("store", "collection", "id")
                        .allMatch(part -> place.path(part).isTextual());
        Store store;
        try {
            store = stores.named(place.path("store").asText());
        } catch (IllegalArgumentException _) {
            return new Delivered.Refused("no-such-place");
        }
        if (!isPlace) {
            return new Delivered.Refused("no-such-place");
        }
        Key key = Json.read(place, Key.class);
        Document cached = store.read(List.of(key)).getFirst();
        for (int attempt = 0; attempt < ATTEMPTS && cached.content() != null; attempt++) {
            switch (store.write(List.of(new Change(cached, null))).getFirst()) {
                case Written.Done _ -> {
                    return new Delivered.Done();
                }
                case Written.MovedOn(Document now) -> cached = now;
                case Written.Refused(String reason) -> {
                    return new Delivered.Refused(reason);
                }
            }
        }
        return cached.content() == null ? new Delivered.Done() : new Delivered.Again("contended");
    }
}
