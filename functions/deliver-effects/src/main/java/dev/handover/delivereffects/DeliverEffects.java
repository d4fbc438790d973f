package dev.handover.delivereffects;

import dev.handover.document.Json;
import dev.handover.run.Deliveries.State;
import dev.handover.run.EffectMessage;
import dev.handover.run.Engine;
import dev.handover.run.GivenUp;
import dev.handover.run.Leg;
import dev.handover.run.Outcome;
import dev.handover.run.Queues;
import dev.handover.run.Run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Tells others what a run changed: caches evict, the system publishes again, administrators are
/// notified.
///
/// Trigger: queue `effects`. Safe to repeat: evicting and publishing may happen twice, a
/// notification is written down before it is sent and never sent again when its answer was lost.
/// What an undo has taken back since is not told any more, except to caches, which are always right
/// to forget. What can't be delivered goes to the queue `dead-effects` with a reason code, for a
/// person, and stands in the run.
final class DeliverEffects {
    /// As the queue's redrive policy has it.
    private static final int RECEIVES = 5;

    private static final Duration WHILE_STOPPED = Duration.ofMinutes(1);

    /// @param receives how often the queue has given this message out
    record Received(EffectMessage effect, int receives) {}

    private final Engine engine;
    private final Eviction eviction;
    private final Republishing republishing;
    private final Notification notification;

    DeliverEffects(
            Engine engine,
            Eviction eviction,
            Republishing republishing,
            Notification notification) {
        this.engine = engine;
        this.eviction = eviction;
        this.republishing = republishing;
        this.notification = notification;
    }

    Outcome deliver(Received received) {
        EffectMessage effect = received.effect();
        Delivered delivered;
        try {
            delivered = attempt(effect);
        } catch (RuntimeException trouble) {
            if (!engine.ledger().deliveries.isBeingSent(effect)) {
                comesAgain(received, "error");
            }
            throw trouble;
        }
        return switch (delivered) {
            case Delivered.Done() -> new Outcome.Done();
            case Delivered.Already() -> new Outcome.AlreadyDone();
            case Delivered.Settled(State state, String why) -> {
                if (state == State.UNCONFIRMED) {
                    giveUp(effect, "unconfirmed");
                }
                note(effect, state, why);
                yield new Outcome.Done();
            }
            case Delivered.Later(Duration in, String why) -> {
                send(Queues.Name.EFFECTS, effect, in, Map.of());
                yield new Outcome.Later(engine.clock().instant().plus(in), why);
            }
            case Delivered.Again(String why) -> {
                comesAgain(received, why);
                throw new IllegalStateException("not delivered: " + why);
            }
            case Delivered.Refused(String why) -> refused(effect, why);
        };
    }

    private void comesAgain(Received received, String why) {
        boolean last = received.receives() >= RECEIVES;
        if (last) {
            giveUp(received.effect(), why);
        }
        note(received.effect(), last ? State.GIVEN_UP : State.WAITING, why);
    }

    private Delivered attempt(EffectMessage effect) {
        Optional<Run> run = engine.ledger().runs.find(effect.runId());
        if (run.isEmpty()) {
            return new Delivered.Refused("unknown-run");
        }
        if (engine.ledger().stop.find().isPresent()) {
            return new Delivered.Later(WHILE_STOPPED, "stopped");
        }
        return switch (effect.kind()) {
            case "evict" -> eviction.evict(effect);
            case "republish" ->
                    isTakenBack(run.get(), effect)
                            ? new Delivered.Settled(State.STALE, "taken-back")
                            : republishing.send(run.get(), effect);
            case "notify" ->
                    isTakenBack(run.get(), effect)
                            ? new Delivered.Settled(State.STALE, "taken-back")
                            : notification.send(run.get(), effect);
            default -> new Delivered.Refused("unknown-effect");
        };
    }

    private static boolean isTakenBack(Run run, EffectMessage effect) {
        return run.leg().kind() == Leg.Kind.UNDO && effect.epoch() < run.leg().epoch();
    }

    private Outcome refused(EffectMessage effect, String why) {
        send(
                Queues.Name.DEAD_EFFECTS,
                effect,
                Duration.ZERO,
                Map.of("reason", why, "run", effect.runId()));
        giveUp(effect, why);
        note(effect, State.REFUSED, why);
        return new Outcome.Refused(why);
    }

    private void giveUp(EffectMessage effect, String why) {
        engine.ledger()
                .givenUp
                .note(
                        new GivenUp.Message(
                                effect.effectId(),
                                "effects",
                                why,
                                effect.runId(),
                                engine.clock().instant()));
    }

    private void note(EffectMessage effect, State state, @Nullable String why) {
        engine.ledger().deliveries.note(effect, state, why, engine.clock().instant());
    }

    private void send(
            Queues.Name queue, EffectMessage effect, Duration delay, Map<String, String> why) {
        engine.queues().send(queue, Json.text(effect), delay, why);
    }
}
