package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;

import dev.handover.run.Log;
import dev.handover.run.Outcome;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class SqsBatchTest {
    private final List<String> logged = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private int remaining = 30_000; // milliseconds

    private final SqsBatch<Integer> batch =
            new SqsBatch<>(
                    "count",
                    message -> Integer.valueOf(message.getBody()),
                    number -> Map.of("number", number),
                    (number, _) -> take(number),
                    new Log(logged::add, () -> Instant.EPOCH, new Log.Source("test", "test")));

    private Outcome take(int number) {
        taken.add(String.valueOf(number));
        return switch (number) {
            case 0 -> throw new IllegalStateException("jane@example.org broke it");
            case 1 -> new Outcome.AlreadyDone();
            case 2 -> new Outcome.Refused("too-old");
            case 3 -> new Outcome.Later(Instant.EPOCH, "throttled");
            default -> {
                remaining -= 9_000;
                yield new Outcome.Done();
            }
        };
    }

    private List<String> failures(String... bodies) {
        SQSBatchResponse answer =
                batch.run(Events.messages(bodies), new Invocation(() -> remaining));
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    @Test
    @DisplayName("one that fails comes again, alone; the others are taken in their order")
    void onlyTheFailedComesAgain() {
        assertEquals(List.of("message-2"), failures("1", "0", "2", "3"));
        assertEquals(List.of("1", "0", "2", "3"), taken);
    }

    @Test
    @DisplayName("one that can't be read fails, and is logged as an error without its text")
    void theUnreadableFails() {
        assertEquals(List.of("message-1"), failures("jane@example.org", "1"));
        assertTrue(
                logged.getFirst().contains("\"level\":\"ERROR\",\"event\":\"unreadable-message\""),
                logged.getFirst());
        assertFalse(String.join("", logged).contains("jane"));
    }

    @Test
    @DisplayName(
            "what became of each is one line: ids and codes, never what stands in an exception")
    void oneLineEach() {
        failures("0", "1", "2", "3");
        assertEquals(4, logged.size());
        assertTrue(
                logged.get(0).contains("\"level\":\"WARN\",\"event\":\"message-failed\""),
                logged.get(0));
        assertTrue(logged.get(2).contains("\"why\":\"too-old\""), logged.get(2));
        assertTrue(logged.get(3).contains("\"number\":3"), logged.get(3));
        assertFalse(String.join("", logged).contains("jane"));
    }

    @Test
    @DisplayName("with less than a tenth of the time left, the rest is given back untouched")
    void theRestIsGivenBackNearTheDeadline() {
        assertEquals(List.of("message-5", "message-6"), failures("5", "6", "7", "8", "9", "10"));
        assertEquals(List.of("5", "6", "7", "8"), taken);
    }

    @Test
    @DisplayName("exactly a tenth of the time is not near, a millisecond less is")
    void theBoundary() {
        int[] left = {30_000};
        RemainingTime time = new RemainingTime(new Invocation(() -> left[0]));
        left[0] = 3_000;
        assertFalse(time.isNear());
        left[0] = 2_999;
        assertTrue(time.isNear());
    }
}
