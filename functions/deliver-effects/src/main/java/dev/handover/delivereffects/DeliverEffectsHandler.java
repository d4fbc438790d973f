package dev.handover.delivereffects;

import static dev.handover.lambda.Variable.ALLOWED_HOSTS;
import static dev.handover.lambda.Variable.NOTIFICATION_URL;
import static dev.handover.lambda.Variable.REPUBLISH_URL;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.QueueHandler;
import dev.handover.lambda.SqsBatch;
import dev.handover.lambda.Wiring;
import dev.handover.run.EffectMessage;
import dev.handover.run.Engine;

import java.util.Map;
import java.util.Optional;

/// Queue `effects` → caches, the system's publisher, and those who are to be told. What it does is
/// [DeliverEffects].
public final class DeliverEffectsHandler implements QueueHandler {
    private final Current<SqsBatch<DeliverEffects.Received>> batch;

    public DeliverEffectsHandler() {
        batch = Wiring.of(Deployed.DELIVER_EFFECTS).current(DeliverEffectsHandler::batch);
    }

    private static SqsBatch<DeliverEffects.Received> batch(Wiring wiring) {
        return batch(
                wiring.engine(),
                new Outside(AllowedHosts.of(wiring.env().optional(ALLOWED_HOSTS).orElse(""))),
                wiring.env().optional(NOTIFICATION_URL).orElse(""),
                wiring.env().optional(REPUBLISH_URL).orElse(""));
    }

    DeliverEffectsHandler(
            Engine engine, Outside outside, String notificationUrl, String republishUrl) {
        batch = Current.always(batch(engine, outside, notificationUrl, republishUrl));
    }

    private static SqsBatch<DeliverEffects.Received> batch(
            Engine engine, Outside outside, String notificationUrl, String republishUrl) {
        DeliverEffects step =
                new DeliverEffects(
                        engine,
                        new Eviction(engine.stores()),
                        new Republishing(engine, outside, republishUrl),
                        new Notification(engine, outside, notificationUrl));
        return new SqsBatch<>(
                "deliver-effects",
                DeliverEffectsHandler::received,
                received ->
                        Map.of(
                                "run", received.effect().runId(),
                                "effect", received.effect().effectId(),
                                "kind", received.effect().kind()),
                (received, _) -> step.deliver(received),
                engine.log());
    }

    private static DeliverEffects.Received received(SQSMessage message) {
        int receives =
                Optional.ofNullable(message.getAttributes())
                        .map(attributes -> attributes.get("ApproximateReceiveCount"))
                        .map(Integer::valueOf)
                        .orElse(1);
        return new DeliverEffects.Received(EffectMessage.parse(message.getBody()), receives);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.get().run(event, context);
    }
}
