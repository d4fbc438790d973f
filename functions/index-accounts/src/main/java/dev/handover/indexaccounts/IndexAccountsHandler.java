package dev.handover.indexaccounts;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.jspecify.annotations.Nullable;

/// A schedule → a stretch of the walk over the old account base.
public final class IndexAccountsHandler
        implements RequestHandler<ScheduledEvent, @Nullable Void> {
    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        return null;
    }
}
