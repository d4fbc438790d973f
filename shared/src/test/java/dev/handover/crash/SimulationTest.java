package dev.handover.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulated world is one that can be looked at twice.
class SimulationTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theSameSeedPlaysTheSameSchedule(long seed) {
        Schedule schedule = Schedule.of(seed);
        Play.Told once = Play.of(schedule, new ClaimSubject(), Sabotage.NONE);
        Play.Told again = Play.of(schedule, new ClaimSubject(), Sabotage.NONE);

        assertEquals(once.calls(), again.calls());
        assertEquals(once.faults(), again.faults());
        assertEquals(whatHappened(once), whatHappened(again));
    }

    /// Bytes that were drawn or sealed differ in every run; which calls were made, and when, does
    /// not.
    private static String whatHappened(Play.Told told) {
        return told.trace().toString().replaceAll("\\[B@\\p{XDigit}+", "bytes");
    }
}
