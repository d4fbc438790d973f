package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.handover.run.Log;
import dev.handover.run.Table;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Readies a function for the snapshot that SnapStart takes of it, once, when a version is
/// published. Before: one read of the ledger, and of a call that says nothing, so that all that a
/// first call loads is loaded already; then every connection is closed. No key has been read by
/// then. Afterwards there is nothing to do: connections and keys are made when they are needed.
///
/// A read that fails costs the function its head start and nothing else.
final class Snapshot implements Resource {
    /// The runtime's own list forgets who is nowhere else.
    private static final List<Snapshot> HELD = new CopyOnWriteArrayList<>();

    private final Table primed;
    private final AwsClients aws;
    private final Log log;

    private Snapshot(Table primed, AwsClients aws, Log log) {
        this.primed = primed;
        this.aws = aws;
        this.log = log;
    }

    /// @param primed what is read once
    static void expected(Table primed, AwsClients aws, Log log) {
        Snapshot snapshot = new Snapshot(primed, aws, log);
        HELD.add(snapshot);
        Core.getGlobalContext().register(snapshot);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        EventJson.prime(APIGatewayV2HTTPEvent.class, new APIGatewayV2HTTPResponse());
        try {
            primed.get(new Table.Id("SNAPSHOT", "PRIMED"));
            log.info("snapshot-ready", Map.of());
        } catch (RuntimeException trouble) {
            log.warn("snapshot-not-primed", trouble, Map.of());
        }
        aws.disconnect();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // nothing that was before is in the way
    }
}
