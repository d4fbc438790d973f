package dev.handover.operation.offer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.run.memory.MemoryTable;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class RateLimitTest {
    private static final RateLimit.Limit TWO_A_MINUTE =
            new RateLimit.Limit(2, Duration.ofMinutes(1));

    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private final RateLimit limits = new RateLimit(new MemoryTable(), () -> now);

    @Test
    void soManyTriesAndThenNoneUntilTheWindowEnds() {
        assertEquals(Optional.empty(), limits.take("a", TWO_A_MINUTE));
        now = now.plusSeconds(20);
        assertEquals(Optional.empty(), limits.take("a", TWO_A_MINUTE));
        assertEquals(Optional.of(Duration.ofSeconds(40)), limits.take("a", TWO_A_MINUTE));
        assertEquals(Optional.empty(), limits.take("b", TWO_A_MINUTE), "each has its own");

        now = now.plusSeconds(39);
        assertEquals(Optional.of(Duration.ofSeconds(1)), limits.take("a", TWO_A_MINUTE));
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), limits.take("a", TWO_A_MINUTE));
    }

    @Test
    void manyAtOnceGetNoMoreThanSoMany() {
        AtomicInteger taken = new AtomicInteger();
        IntStream.range(0, 50)
                .parallel()
                .forEach(_ -> {
                    if (limits.take("a", new RateLimit.Limit(7, Duration.ofMinutes(1))).isEmpty()) {
                        taken.incrementAndGet();
                    }
                });
        assertEquals(7, taken.get());
    }
}
