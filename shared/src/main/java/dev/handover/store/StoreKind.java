package dev.handover.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.ServiceLoader;

/// One kind of store, as the data map names it: `redis`, `neo4j`. Found by [ServiceLoader], so that
/// a deployment carries only the drivers that its data map needs. What a kind can't do, it refuses
/// with an [IllegalArgumentException] that says so.
public interface StoreKind {
    /// As in the data map; also the start of the deployment parameter with its address: `redis` is
    /// at `REDIS_URL`. A kind without such a parameter is reached with the function's AWS role.
    String name();

    /// Nothing is connected yet.
    ///
    /// @param storeName the store's name in the data map
    /// @param settings what the data map says of the store, `kind` included; held to the map's
    ///   schema
    Store open(String storeName, ObjectNode settings, Address address);

    /// The kind of that name, if its driver is on the class path.
    static Optional<StoreKind> named(String name) {
        return ServiceLoader.load(StoreKind.class, StoreKind.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(kind -> kind.name().equals(name))
                .findFirst();
    }
}
