package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import org.jspecify.annotations.Nullable;

/// Is called by a schedule.
public interface ScheduleHandler extends JsonHandler<ScheduledEvent, @Nullable Void> {
    /// What the event says of the schedule interests nobody.
    @Override
    default ScheduledEvent event(byte[] json) {
        return new ScheduledEvent();
    }
}
