package dev.handover.store.dynamo;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Waits before keys are asked for again that DynamoDB left unread, each time up to twice as long.
record Backoff(Consumer<Duration> pause) {
    private static final int ATTEMPTS = 7; // in a row; up to 3.2 s together
    private static final long FIRST_MILLIS = 50;

    Backoff() {
        this(Backoff::sleep);
    }

    /// @param refused how often in a row
    /// @throws SdkClientException when that is enough
    void after(int refused) {
        if (refused >= ATTEMPTS) {
            throw SdkClientException.create("DynamoDB leaves keys unread");
        }
        pause.accept(
                Duration.ofMillis(
                        ThreadLocalRandom.current().nextLong(FIRST_MILLIS << refused - 1) + 1));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SdkClientException.create("interrupted", e);
        }
    }
}
