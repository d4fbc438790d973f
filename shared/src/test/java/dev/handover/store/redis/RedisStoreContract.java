package dev.handover.store.redis;

import dev.handover.document.Content;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;
import dev.handover.testing.Servers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import redis.clients.jedis.RedisClient;

import java.nio.charset.StandardCharsets;

/// The contract of all stores, kept by Redis.
abstract class RedisStoreContract extends StoreContract {
    final RedisClient app = RedisClient.create(Servers.redisUri());
    final String fresh = Servers.freshName("contract");
    private final RedisStore store = RedisStore.open("contract", Servers.redisUri());

    @AfterEach
    void close() {
        store.close();
        app.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static @Nullable Content orNull(byte @Nullable [] value) {
        return value == null ? null : Content.of(value);
    }
}
