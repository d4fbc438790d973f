package dev.handover.store.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// `redis`: see [RedisStore]. Its settings: `authorities`, the PEM text of a private authority's
/// certificates; `sets`, the collections whose keys hold sets; `expires`, how many seconds a string
/// key lives that is brought back, by collection.
public final class RedisKind implements StoreKind {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        Map<String, Duration> expires = new HashMap<>();
        settings.path("expires")
                .properties()
                .forEach(life ->
                        expires.put(
                                life.getKey(), Duration.ofSeconds(life.getValue().longValue())));
        return RedisStore.open(
                storeName,
                address.uri(),
                settings.path("authorities").textValue(),
                new Layout(
                        settings.path("sets")
                                .valueStream()
                                .map(JsonNode::textValue)
                                .collect(Collectors.toUnmodifiableSet()),
                        Map.copyOf(expires)));
    }
}
