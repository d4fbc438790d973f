package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of effects: of all those that must not happen twice, and of the others when they did
/// not happen. An effect of the first sort is written down before it is sent, on the condition that
/// nobody else has: if the answer is lost, or the sender dies, that remains, and it is never sent
/// again.
public final class Deliveries {
    public enum State {
        /// Somebody is sending it, or died over it.
        SENDING,
        DELIVERED,
        /// It was sent; whether it arrived, nobody knows.
        UNCONFIRMED,
        /// It surely was not delivered; it is tried again.
        WAITING,
        /// It surely was not delivered and is not tried again by itself.
        GIVEN_UP,
        /// The receiver, or a rule of ours, does not take it.
        REFUSED,
        /// There was nobody to tell, or nothing to tell of, at the time.
        SKIPPED,
        /// What it tells of has been taken back.
        STALE
    }

    /// @param why a code in kebab case
    public record Delivery(
            String effectId,
            String kind,
            String record,
            State state,
            @Nullable String why,
            Instant at) {}

    /// What somebody finds who is about to send.
    public sealed interface Turn {
        /// Nobody has sent it, nobody else will.
        record Mine() implements Turn {}

        /// Somebody else may be sending it at this moment.
        record Busy() implements Turn {}

        record Over(Delivery delivery) implements Turn {}
    }

    private static final int ATTEMPTS = 10;

    private final Table ledger;

    Deliveries(Table ledger) {
        this.ledger = ledger;
    }

    /// Takes the right to send an effect that must not be sent twice.
    ///
    /// @param lives for how long a sender may be at it
    public Turn take(EffectMessage effect, Instant now, Duration lives) {
        Optional<Item> item = ledger.get(id(effect.runId(), effect.effectId()));
        Delivery sending = of(effect, State.SENDING, null, now);
        if (item.isEmpty()) {
            return put(Item.fresh(id(effect.runId(), effect.effectId()), Json.tree(sending)));
        }
        Delivery standing = delivery(item.get());
        return switch (standing.state()) {
            case DELIVERED, UNCONFIRMED -> new Turn.Over(standing);
            case WAITING, GIVEN_UP, REFUSED, SKIPPED, STALE ->
                    put(item.get().with(Json.tree(sending)));
            case SENDING -> {
                if (now.isBefore(standing.at().plus(lives))) {
                    yield new Turn.Busy();
                }
                Delivery lost = of(effect, State.UNCONFIRMED, "sender-died", now);
                boolean first = ledger.put(item.get().with(Json.tree(lost))).isPresent();
                yield first ? new Turn.Over(lost) : new Turn.Busy();
            }
        };
    }

    private Turn put(Item item) {
        return ledger.put(item).isPresent() ? new Turn.Mine() : new Turn.Busy();
    }

    /// Whether somebody took the right to send it and has not said what became of it.
    public boolean isBeingSent(EffectMessage effect) {
        return ledger.get(id(effect.runId(), effect.effectId()))
                .filter(item -> delivery(item).state() == State.SENDING)
                .isPresent();
    }

    /// Writes down what became of it. What is known to be delivered stays so.
    public void note(EffectMessage effect, State state, @Nullable String why, Instant now) {
        Id id = id(effect.runId(), effect.effectId());
        Delivery delivery = of(effect, state, why, now);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Item item = ledger.get(id).orElseGet(() -> Item.fresh(id, Json.object()));
            if (item.version() > 0 && delivery(item).state() == State.DELIVERED) {
                return;
            }
            if (ledger.put(item.with(Json.tree(delivery))).isPresent()) {
                return;
            }
        }
        throw new IllegalStateException("others write the same delivery all the time");
    }

    private static Delivery of(
            EffectMessage effect, State state, @Nullable String why, Instant now) {
        return new Delivery(effect.effectId(), effect.kind(), effect.record(), state, why, now);
    }

    /// The first so many of a run.
    public List<Delivery> of(String runId, int limit) {
        return ledger.query(partition(runId), "", null, limit).items().stream()
                .map(Deliveries::delivery)
                .toList();
    }

    private static Delivery delivery(Item item) {
        return Json.read(item.body(), Delivery.class);
    }

    private static String partition(String runId) {
        return "EFFECTS#" + runId;
    }

    private static Id id(String runId, String effectId) {
        return new Id(partition(runId), effectId);
    }
}
