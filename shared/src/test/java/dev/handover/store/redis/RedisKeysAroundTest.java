package dev.handover.store.redis;

import dev.handover.document.Content;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

/// Documents as string keys whose ids stand in the middle.
class RedisKeysAroundTest extends RedisStoreContract {
    @Override
    protected String collection() {
        return fresh + ":*:[tail]?";
    }

    @Override
    protected void seed(Key key, Content content) {
        app.set(utf8(fresh + ":" + key.id() + ":[tail]?"), content.bytes());
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        return orNull(app.get(utf8(fresh + ":" + key.id() + ":[tail]?")));
    }
}
