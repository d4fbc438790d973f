package dev.handover.run;

import java.time.Duration;
import java.util.Map;

/// Sends messages. A standard queue: delivers at least once, in any order, and now and then long
/// after.
public interface Queues {
    enum Name {
        /// Requests for runs, ours and foreign envelopes. → accept-requests
        REQUESTS,
        /// Requests that can't be taken, each with a reason code. For a person.
        DEAD_REQUESTS,
        /// A login to look at. → find-offers
        LOGINS,
        /// A run to plan. → plan-run
        PLANS,
        /// A batch to apply. → apply-batch
        BATCHES,
        /// A stage to verify. → verify-run
        VERIFICATIONS,
        /// What others should know: evictions, republishing, notifications. → deliver-effects
        EFFECTS,
        /// Effects that can't be delivered, each with a reason code. For a person.
        DEAD_EFFECTS,
        /// What is to be published again, in the system's own shape. For the system's consumer.
        REPUBLISHES,
        /// Runs that ended. → the event bus
        EVENTS
    }

    /// @param delay 0 to 15 minutes, whole seconds
    /// @param attributes ids and codes only
    void send(Name queue, String body, Duration delay, Map<String, String> attributes);

    default void send(Name queue, String body) {
        send(queue, body, Duration.ZERO, Map.of());
    }
}
