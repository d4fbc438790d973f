package dev.handover.store.redis;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

/// `redis`: see [RedisStore]. Its setting `authorities` is the PEM text of a private authority's
/// certificates.
public final class RedisKind implements StoreKind {
    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return RedisStore.open(storeName, address.uri(), settings.path("authorities").textValue());
    }
}
