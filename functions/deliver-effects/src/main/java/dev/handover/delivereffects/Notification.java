package dev.handover.delivereffects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.operation.Notice;
import dev.handover.run.ChangedRecords;
import dev.handover.run.Confided;
import dev.handover.run.Deliveries.Delivery;
import dev.handover.run.Deliveries.State;
import dev.handover.run.Deliveries.Turn;
import dev.handover.run.EffectMessage;
import dev.handover.run.Engine;
import dev.handover.run.Run;
import dev.handover.run.RunView;
import dev.handover.run.Vault;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Tells those whom the request named that a user's records were changed, once: by
/// userorg-service's `/v2/notification`, which mails it. The payload is a [Notice].
///
/// It is told when the run is complete, and only if something was changed. A run that ends
/// otherwise and is redriven tells it then.
final class Notification {
    /// As many as somebody reads in a mail; how many more there are is said.
    private static final int LISTED = 1000;

    /// Longer than this function can be at it: 60 s.
    private static final Duration LIVES = Duration.ofSeconds(70);

    /// A run whose end is being written down.
    private static final Duration ENDING = Duration.ofSeconds(15);

    private final Engine engine;
    private final Outside outside;
    private final String url;

    /// @param url empty: nobody is told
    Notification(Engine engine, Outside outside, String url) {
        this.engine = engine;
        this.outside = outside;
        this.url = url;
    }

    Delivered send(Run run, EffectMessage effect) {
        if (run.end() == null) {
            return new Delivered.Later(ENDING, "run-not-ended");
        }
        if (run.end() != Run.End.COMPLETE) {
            return new Delivered.Settled(State.SKIPPED, "run-not-complete");
        }
        if (url.isEmpty()) {
            return new Delivered.Settled(State.SKIPPED, "no-address");
        }
        Tally tally = RunView.tally(engine, run);
        if (tally.total().changed() == 0) {
            return new Delivered.Settled(State.SKIPPED, "nothing-changed");
        }
        try {
            Optional<Confided> confided = Confided.of(engine.vault(), run.runId());
            return confided.isEmpty() || confided.get().recipients().isEmpty()
                    ? new Delivered.Settled(State.SKIPPED, "nobody-to-tell")
                    : once(effect, request(run, effect.payload(), confided.get(), tally));
        } catch (Vault.Sealed _) {
            return new Delivered.Settled(State.SKIPPED, "sealed");
        }
    }

    private Delivered once(EffectMessage effect, String request) {
        Instant now = engine.clock().instant();
        return switch (engine.ledger().deliveries.take(effect, now, LIVES)) {
            case Turn.Over(Delivery standing) ->
                    standing.state() == State.UNCONFIRMED
                            ? new Delivered.Settled(State.UNCONFIRMED, standing.why())
                            : new Delivered.Already();
            case Turn.Busy _ -> new Delivered.Later(LIVES, "somebody-may-be-sending-it");
            case Turn.Mine _ ->
                    switch (outside.post(url, request, effect.effectId())) {
                        case Outside.Answer.Taken() -> new Delivered.Settled(State.DELIVERED, null);
                        case Outside.Answer.NotTaken(String why) -> new Delivered.Again(why);
                        case Outside.Answer.Unknown(String why) ->
                                new Delivered.Settled(State.UNCONFIRMED, why);
                        case Outside.Answer.Refused(String why) -> new Delivered.Refused(why);
                    };
        };
    }

    private String request(Run run, JsonNode payload, Confided confided, Tally tally) {
        Notice notice = Notice.of(payload);
        Map<String, String> records = ChangedRecords.of(engine, run, notice.status(), LISTED);
        ObjectNode root = Json.object();
        ObjectNode request =
                root.putObject("request")
                        .put("type", "email")
                        .put("subject", notice.title())
                        .put(
                                "body",
                                new NotificationBody(notice)
                                        .html(
                                                run.request().path("subject").asText(),
                                                confided.names(),
                                                records,
                                                tally.total().changed() - records.size()))
                        .put("regards", notice.regards());
        ArrayNode recipients = request.putArray("recipientUserIds");
        confided.recipients().forEach(recipients::add);
        return Json.text(root);
    }
}
