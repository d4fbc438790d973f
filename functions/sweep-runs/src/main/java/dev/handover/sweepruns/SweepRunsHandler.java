package dev.handover.sweepruns;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.jspecify.annotations.Nullable;

/// Every minute → work that got lost is sent again; what is due is done.
public final class SweepRunsHandler
        implements RequestHandler<ScheduledEvent, @Nullable Void> {
    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        return null;
    }
}
