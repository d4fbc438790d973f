package dev.handover.sweepruns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.RemainingTime;
import dev.handover.lambda.ScheduleHandler;
import dev.handover.lambda.Wiring;
import dev.handover.operation.AdoptMap;
import dev.handover.run.Engine;
import dev.handover.run.Sweeper;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Every minute → work that got lost is sent again; what is due is done. What it does is [Sweeper].
public final class SweepRunsHandler implements ScheduleHandler {
    private final Optional<AdoptMap> adoption;
    private final Current<Sweeper> sweeper;

    public SweepRunsHandler() {
        this(Wiring.of(Deployed.SWEEP_RUNS));
    }

    private SweepRunsHandler(Wiring wiring) {
        adoption = wiring.adoption();
        sweeper = wiring.current(now -> new Sweeper(now.engine()));
    }

    SweepRunsHandler(Engine engine) {
        adoption = Optional.empty();
        sweeper = Current.always(new Sweeper(engine));
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        adoption.ifPresent(AdoptMap::look);
        sweeper.get().sweep(new RemainingTime(context));
        return null;
    }
}
