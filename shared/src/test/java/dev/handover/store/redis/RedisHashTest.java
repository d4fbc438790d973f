package dev.handover.store.redis;

import dev.handover.document.Content;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

/// Documents as fields of a hash.
class RedisHashTest extends RedisStoreContract {
    @Override
    protected String collection() {
        return fresh;
    }

    @Override
    protected void seed(Key key, Content content) {
        app.hset(utf8(fresh), utf8(key.id()), content.bytes());
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        return orNull(app.hget(utf8(fresh), utf8(key.id())));
    }
}
