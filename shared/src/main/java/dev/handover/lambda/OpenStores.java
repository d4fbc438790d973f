package dev.handover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.DataMap;
import dev.handover.store.Address;
import dev.handover.store.AwsAccess;
import dev.handover.store.NotInStore;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;
import dev.handover.store.Stores;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The stores of a data map, at the addresses that the function is given. Each is opened when it is
/// first asked for.
final class OpenStores implements Stores {
    private final Map<String, DataMap.StoreEntry> entries;
    private final Env env;
    private final AwsAccess aws;
    private final Map<String, Store> open = new ConcurrentHashMap<>();

    OpenStores(DataMap map, Env env, AwsAccess aws) {
        this.entries = map.stores();
        this.env = env;
        this.aws = aws;
    }

    @Override
    public Store named(String name) {
        DataMap.StoreEntry entry = entries.get(name);
        if (entry == null) {
            throw new NotInStore(name, "entry in the data map");
        }
        return open.computeIfAbsent(name, _ -> open(name, entry.kind(), entry.settings()));
    }

    private Store open(String name, String kind, ObjectNode settings) {
        Optional<Variable> variable = variable(kind);
        Optional<String> url = variable.flatMap(env::optional);
        if (variable.isPresent() && url.isEmpty()) {
            return Absent.port(
                    Store.class,
                    () ->
                            new NotInStore(
                                    name, "address: this function is given no " + variable.get()));
        }
        return StoreKind.named(kind)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "there is no driver for stores of the kind "
                                        + kind
                                        + ": the function lacks the layer store-"
                                        + kind))
                .open(name, settings, new Address(url.orElse(""), aws));
    }

    /// Where a kind's address is given; empty for kinds that are reached with the function's role.
    private static Optional<Variable> variable(String kind) {
        String name = kind.toUpperCase(Locale.ROOT) + "_URL";
        return Arrays.stream(Variable.values()).filter(v -> v.name().equals(name)).findFirst();
    }
}
