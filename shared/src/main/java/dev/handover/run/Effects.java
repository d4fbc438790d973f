package dev.handover.run;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Tells the system what changed. Effects are sent before their batch closes, so that none is
/// forgotten; a batch that is repeated sends them again under the same id, and the receiver knows
/// them by it.
final class Effects {
    private Effects() {}

    record Message(String effectId, String kind, String runId, String record, JsonNode payload) {}

    static void send(Engine engine, Run run, List<Edit.Effect> effects) {
        for (Edit.Effect effect : effects) {
            String id = DerivedId.of(run.runId(), effect.record(), effect.kind()).toString();
            Message message =
                    new Message(id, effect.kind(), run.runId(), effect.record(), effect.payload());
            engine.queues()
                    .send(
                            Queues.Name.EFFECTS,
                            Json.text(message),
                            Duration.ZERO,
                            Map.of("effectId", id, "kind", effect.kind()));
        }
    }
}
