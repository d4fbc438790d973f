package dev.handover.store.redis;

import dev.handover.document.Content;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

/// Documents as string keys.
class RedisStringsTest extends RedisStoreContract {
    @Override
    protected String collection() {
        return fresh + ":*";
    }

    @Override
    protected void seed(Key key, Content content) {
        app.set(utf8(fresh + ":" + key.id()), content.bytes());
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        return orNull(app.get(utf8(fresh + ":" + key.id())));
    }
}
