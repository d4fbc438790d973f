package dev.handover.lambda;

import dev.handover.operation.DataMap;
import dev.handover.store.Store;
import dev.handover.store.Stores;
import dev.handover.store.redis.RedisStore;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;

/// The stores of a data map, at the addresses that the function is given. Nothing is connected
/// before it is used.
final class OpenStores {
    private OpenStores() {}

    static Stores of(DataMap map, Env env) {
        Map<String, Store> stores = new HashMap<>();
        map.stores().forEach((name, kind) -> stores.put(name, open(name, kind, env)));
        return name -> {
            Store store = stores.get(name);
            if (store == null) {
                throw new IllegalArgumentException("the data map has no store " + name);
            }
            return store;
        };
    }

    private static Store open(String name, String kind, Env env) {
        return switch (kind) {
            case "redis" ->
                    env.optional(Variable.REDIS_URL)
                            .<Store>map(url -> RedisStore.open(name, address(url)))
                            .orElseGet(() -> Absent.port(Store.class, Variable.REDIS_URL));
            default -> throw new IllegalArgumentException("there is no store kind " + kind);
        };
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException _) {
            // neither the address nor the cause, which repeats it: it may hold a password
            throw new IllegalArgumentException(Variable.REDIS_URL + " is not an address");
        }
    }
}
