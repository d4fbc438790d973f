package dev.handover.sweepruns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.handover.lambda.Deployed;
import dev.handover.lambda.RemainingTime;
import dev.handover.lambda.Wiring;
import dev.handover.run.Engine;
import dev.handover.run.Sweeper;

import org.jspecify.annotations.Nullable;

/// Every minute → work that got lost is sent again; what is due is done. What it does is [Sweeper].
public final class SweepRunsHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private final Sweeper sweeper;

    public SweepRunsHandler() {
        this(Wiring.of(Deployed.SWEEP_RUNS).engine());
    }

    SweepRunsHandler(Engine engine) {
        sweeper = new Sweeper(engine);
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        sweeper.sweep(new RemainingTime(context));
        return null;
    }
}
