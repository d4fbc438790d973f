package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.handover.operation.DataMap;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;
import dev.handover.store.Store;
import dev.handover.store.Stores;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class OpenStoresTest {
    @Test
    void aStoreIsOpenedByItsKindAtTheAddressGivenAndOnce() {
        Stores stores = stores("redis", Map.of("REDIS_URL", Servers.redisUri().toString()));

        Store store = stores.named("mine");

        Key key = new Key("mine", "no such hash", "1");
        assertFalse(store.read(List.of(key)).getFirst().exists());
        assertSame(store, stores.named("mine"));
    }

    @Test
    void aKindWhoseDriverIsNotThereIsNamedWithItsLayer() {
        Stores stores = stores("redos", Map.of());

        assertEquals(
                "there is no driver for stores of the kind redos: the function lacks the layer"
                        + " store-redos",
                assertThrows(IllegalStateException.class, () -> stores.named("mine")).getMessage());
    }

    @Test
    void aStoreThatTheFunctionHasNoAddressForCantBeUsed() {
        Store store = stores("redis", Map.of("REDIS_URL", "")).named("mine");

        assertEquals(
                "the store mine has no address: this function is given no REDIS_URL",
                assertThrows(NotInStore.class, () -> store.read(List.of())).getMessage());
    }

    @Test
    void anAddressThatIsNoneIsRefusedWithoutBeingRepeated() {
        Stores stores = stores("redis", Map.of("REDIS_URL", "redis://user:sec ret@host"));

        assertEquals(
                "a store's address is not a URL",
                assertThrows(IllegalArgumentException.class, () -> stores.named("mine"))
                        .getMessage());
    }

    @Test
    void aStoreThatTheMapDoesNotHaveIsRefused() {
        Stores stores = stores("redis", Map.of());

        assertEquals(
                "not-in-store: the store other has no entry in the data map",
                assertThrows(NotInStore.class, () -> stores.named("other")).reason());
    }

    private static Stores stores(String kind, Map<String, String> environment) {
        DataMap.StoreEntry entry =
                new DataMap.StoreEntry(
                        kind, JsonNodeFactory.instance.objectNode().put("kind", kind));
        DataMap map = new DataMap("system", Map.of("mine", entry), null, null, null, null);
        Env env = ScopedValue.where(Env.SCOPE, environment).call(Env::current);
        return new OpenStores(map, env, new AwsClients(env).forStores());
    }
}
