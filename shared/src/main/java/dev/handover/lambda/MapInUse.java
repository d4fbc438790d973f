package dev.handover.lambda;

import dev.handover.operation.AdoptedMap;
import dev.handover.operation.DataMap;
import dev.handover.operation.aws.MapInS3;
import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// The data map that a function works with: one that is part of the deployment, or the one that was
/// adopted from S3 last.
///
/// @param name of a shipped one, the path of a file, or an address in S3
/// @param adopted its text, where it is in S3
record MapInUse(String name, @Nullable String adopted) {
    /// @throws IllegalStateException when it is in S3 and none was adopted yet
    static MapInUse find(String name, Supplier<Table> ledger) {
        return MapInS3.isAddress(name)
                ? new MapInUse(
                        name,
                        AdoptedMap.find(ledger.get())
                                .map(AdoptedMap::text)
                                .orElseThrow(() ->
                                        new IllegalStateException(
                                                "no data map was adopted yet from "
                                                        + name
                                                        + ": sweep-runs looks every minute, and"
                                                        + " logs why not")))
                : new MapInUse(name, null);
    }

    /// Whether another may be in use later on.
    boolean mayChange() {
        return adopted != null;
    }

    DataMap map() {
        return adopted == null ? DataMap.load(name) : DataMap.kept(adopted);
    }

    String text() {
        return adopted == null ? DataMap.text(name) : adopted;
    }
}
