package dev.handover.run.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// Waits between attempts, each time up to twice as long, at random within that (full jitter), so
/// that those who were refused together do not come back together.
record Backoff(Consumer<Duration> pause) {
    /// Attempts in all. With 50 ms for the first pause they wait 6.4 s together at most: well
    /// within a function's time-out.
    static final int ATTEMPTS = 8;

    private static final long FIRST_MILLIS = 50;

    static Backoff real() {
        return new Backoff(Backoff::sleep);
    }

    /// @param attempt the one that was refused, from 1
    /// @throws IllegalStateException when it was the last; says why
    void after(int attempt, String why) {
        if (attempt >= ATTEMPTS) {
            throw new IllegalStateException(why + ", " + attempt + " times in a row");
        }
        pause.accept(
                Duration.ofMillis(
                        ThreadLocalRandom.current().nextLong(FIRST_MILLIS << attempt - 1) + 1));
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting to try again", e);
        }
    }
}
