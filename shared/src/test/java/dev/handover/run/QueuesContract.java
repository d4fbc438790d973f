package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What all [Queues] keep. Messages come in any order, so these tests send one, or compare them
/// sorted.
@Timeout(120) // seconds
public abstract class QueuesContract {
    public record Received(String body, Map<String, String> attributes) {}

    /// The same ones all through a test; empty when it begins. They have REQUESTS, BATCHES and
    /// EFFECTS.
    protected abstract Queues queues();

    /// Takes what is there to receive now.
    protected abstract List<Received> receive(Queues.Name queue);

    /// How many messages wait for their delay to end.
    protected abstract int delayed(Queues.Name queue);

    @Test
    void whatIsSentArrivesOnceInItsQueueOnly() {
        String body = "{\"run\":\"r-1\",\"text\":\"é 😀 \\\" \\n <&>\"}\n";
        queues().send(Queues.Name.BATCHES, body);

        assertEquals(List.of(), receive(Queues.Name.EFFECTS));
        assertEquals(List.of(new Received(body, Map.of())), receive(Queues.Name.BATCHES));
        assertEquals(List.of(), receive(Queues.Name.BATCHES));
    }

    @Test
    void equalMessagesStaySeveral() {
        queues().send(Queues.Name.BATCHES, "same");
        queues().send(Queues.Name.BATCHES, "same");

        assertEquals(2, receive(Queues.Name.BATCHES).size());
    }

    @Test
    void attributesArriveWithTheMessage() {
        Map<String, String> attributes =
                Map.of("effectId", "5b0c0f7e", "reason", "unknown-operation");
        queues().send(Queues.Name.EFFECTS, "{}", Duration.ZERO, attributes);

        assertEquals(List.of(new Received("{}", attributes)), receive(Queues.Name.EFFECTS));
    }

    @Test
    void aDelayedMessageIsNotThereYet() {
        queues().send(Queues.Name.REQUESTS, "later", Duration.ofMinutes(15), Map.of());
        queues().send(Queues.Name.REQUESTS, "now", Duration.ZERO, Map.of());

        assertEquals(List.of(new Received("now", Map.of())), receive(Queues.Name.REQUESTS));
        assertEquals(1, delayed(Queues.Name.REQUESTS));
    }

    @Test
    void whatAQueueNeverTakesIsRefused() {
        for (Duration delay :
                List.of(Duration.ofSeconds(-1), Duration.ofSeconds(901), Duration.ofMillis(1500))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> queues().send(Queues.Name.REQUESTS, "{}", delay, Map.of()),
                    delay::toString);
        }
        assertThrows(IllegalArgumentException.class, () -> queues().send(Queues.Name.REQUESTS, ""));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        queues().send(
                                        Queues.Name.REQUESTS,
                                        "{}",
                                        Duration.ZERO,
                                        Map.of("reason", "")));

        assertEquals(List.of(), receive(Queues.Name.REQUESTS));
        assertEquals(0, delayed(Queues.Name.REQUESTS));
    }
}
