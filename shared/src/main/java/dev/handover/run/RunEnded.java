package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// The event that a run ended: ids, state and counts, for whoever listens to the event bus. It is
/// sent when it is settled how the leg ended, and before the last write that would keep it from
/// being sent again: a crash in between sends it again, under the same id.
///
/// @param leg which way through the run ended: `forward`, `redrive` or `undo`
/// @param counts as in the receipt
record RunEnded(
        String eventId,
        String runId,
        String operation,
        String leg,
        String state,
        ObjectNode counts,
        Instant endedAt) {
    /// By then state and receipt are there, for a listener who asks at once.
    private static final Duration DELAY = Duration.ofSeconds(5);

    static String id(Run run) {
        return DerivedId.of(run.runId(), String.valueOf(run.epoch()), "run-ended").toString();
    }

    static void tell(Engine engine, Run run) {
        RunEnded event =
                new RunEnded(
                        id(run),
                        run.runId(),
                        run.operation(),
                        run.leg().kind().name().toLowerCase(Locale.ROOT),
                        run.state().name().toLowerCase(Locale.ROOT),
                        RunView.counts(new Conductor(engine).counts(run).total()),
                        run.endedAt() == null ? run.updatedAt() : run.endedAt());
        engine.queues()
                .send(
                        Queues.Name.EVENTS,
                        Json.text(event),
                        DELAY,
                        Map.of("eventId", event.eventId(), "kind", "run-ended"));
    }
}
