package dev.handover.indexaccounts;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.handover.lambda.ClaimWiring;
import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.NoClaim;
import dev.handover.lambda.ScheduleHandler;
import dev.handover.lambda.Wiring;
import dev.handover.operation.claim.IndexWalk;
import dev.handover.operation.claim.WalkReport;
import dev.handover.run.Log;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// A schedule → a stretch of the walk over the old account base. It goes on where the one before
/// stopped; what is wrong with single accounts is counted and named in the report, and stops
/// nobody. Where the data map has no claim, nobody needs the walk.
public final class IndexAccountsHandler implements ScheduleHandler {
    /// As many as DynamoDB reads at once.
    private static final int PAGE = 100;

    /// Empty where the map has no claim.
    private final Current<Optional<IndexWalk>> walk;

    private final Log log;
    private final InstantSource clock;

    public IndexAccountsHandler() {
        this(Wiring.of(Deployed.INDEX_ACCOUNTS));
    }

    private IndexAccountsHandler(Wiring wiring) {
        walk =
                wiring.current(now ->
                        NoClaim.is(now)
                                ? Optional.empty()
                                : Optional.of(ClaimWiring.of(now).walk()));
        log = wiring.log();
        clock = wiring.clock();
    }

    IndexAccountsHandler(@Nullable IndexWalk walk, Log log, InstantSource clock) {
        this.walk = Current.always(Optional.ofNullable(walk));
        this.log = log;
        this.clock = clock;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        walk.get().ifPresent(now -> step(now, context));
        return null;
    }

    private void step(IndexWalk walk, Context context) {
        // a third is kept: the last page may be a slow one
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis() * 2L / 3);
        WalkReport report = walk.step(PAGE, deadline);
        log.info(
                "accounts-walked",
                Map.of(
                        "walk", report.number(),
                        "phase", report.phase().name(),
                        "accounts", report.accounts(),
                        "malformed", report.malformed(),
                        "appeared", report.appeared(),
                        "moved", report.moved(),
                        "vanished", report.vanished()));
    }
}
