package dev.handover.run;

import dev.handover.document.Json;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Tells the system what changed. Effects are sent before their batch closes, so that none is
/// forgotten; a batch that is repeated sends them again under the same id, and the receiver knows
/// them by it.
final class Effects {
    private Effects() {}

    static void send(Engine engine, Run run, List<Edit.Effect> effects) {
        for (Edit.Effect effect : effects) {
            EffectMessage message = EffectMessage.of(run, effect);
            engine.queues()
                    .send(
                            Queues.Name.EFFECTS,
                            Json.text(message),
                            Duration.ZERO,
                            Map.of("effectId", message.effectId(), "kind", message.kind()));
        }
    }
}
