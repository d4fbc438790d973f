package dev.handover.delivereffects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.EffectMessage;
import dev.handover.run.Engine;
import dev.handover.run.Queues;
import dev.handover.run.Run;

import java.time.Duration;
import java.util.Map;

/// Asks the system to publish a record again, as its own publisher wants to be asked: Sunbird's
/// envelope with `action` republish, to the queue `republishes`, or posted to where the deployment
/// says. May be repeated: the message's `mid` is the effect's.
final class Republishing {
    private final Engine engine;
    private final Outside outside;
    private final String url;

    /// @param url empty: to the queue
    Republishing(Engine engine, Outside outside, String url) {
        this.engine = engine;
        this.outside = outside;
        this.url = url;
    }

    Delivered send(Run run, EffectMessage effect) {
        if (!effect.payload().path("identifier").isTextual()) {
            return new Delivered.Refused("no-identifier");
        }
        String request = Json.text(request(run, effect));
        if (url.isEmpty()) {
            engine.queues()
                    .send(
                            Queues.Name.REPUBLISHES,
                            request,
                            Duration.ZERO,
                            Map.of("effectId", effect.effectId()));
            return new Delivered.Done();
        }
        return switch (outside.post(url, request, effect.effectId())) {
            case Outside.Answer.Taken() -> new Delivered.Done();
            case Outside.Answer.NotTaken(String why) -> new Delivered.Again(why);
            case Outside.Answer.Unknown(String why) -> new Delivered.Again(why);
            case Outside.Answer.Refused(String why) -> new Delivered.Refused(why);
        };
    }

    /// As userorg-service's events, so that the publishers take it: `ets` in milliseconds.
    private static ObjectNode request(Run run, EffectMessage effect) {
        long at = run.createdAt().toEpochMilli();
        ObjectNode request =
                Json.object()
                        .put("eid", "BE_JOB_REQUEST")
                        .put("ets", at)
                        .put("mid", "LP." + at + "." + effect.effectId());
        request.putObject("actor").put("id", "handover").put("type", "System");
        ObjectNode context = request.putObject("context");
        context.putObject("pdata").put("id", "org.sunbird.platform").put("ver", "1.0");
        JsonNode metadata = effect.payload();
        request.putObject("object")
                .put("id", metadata.path("identifier").asText())
                .set("ver", metadata.path("pkgVersion"));
        ObjectNode data =
                request.putObject("edata")
                        .put("action", "republish")
                        .put("publish_type", "public")
                        .put("iteration", 1);
        data.set("metadata", metadata);
        return request;
    }
}
