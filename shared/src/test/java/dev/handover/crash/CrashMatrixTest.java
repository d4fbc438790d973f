package dev.handover.crash;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.stream.Collectors;

/// Whole runs under thousands of schedules. `-Dhandover.schedules=N` plays N of each, and
/// `-Dhandover.seed=S` only the one of that seed, as a divergence names it.
class CrashMatrixTest {
    /// Of the claim; the same seeds in every build, so that a build fails for a change only.
    private static final int SCHEDULES = 2_000;

    private static final int SHOWN = 3;

    @Test
    void everyScheduleOfAClaimEndsAsPromised() {
        play(new ClaimSubject(), SCHEDULES);
    }

    @Test
    void everyScheduleOfManyBatchesEffectsAndATaskEndsAsPromised() {
        play(new RelabelSubject(), SCHEDULES / 5);
    }

    @Test
    void everyScheduleOfAnErasureOverSeveralStoresEndsAsPromised() {
        play(new EraseSubject(), SCHEDULES / 5);
    }

    @Test
    void everyScheduleOfATransferOverSeveralStoresEndsAsPromised() {
        play(new TransferSubject(), SCHEDULES / 5);
    }

    private static void play(Subject subject, int usual) {
        long seed = Long.getLong("handover.seed", 1);
        boolean one = System.getProperty("handover.seed") != null;
        int count = one ? 1 : Integer.getInteger("handover.schedules", usual);
        Matrix matrix = new Matrix(subject, Sabotage.NONE).play(seed, count, SHOWN);
        System.out.println("crash matrix, " + matrix);
        assertTrue(
                matrix.divergences().isEmpty(),
                () ->
                        matrix.divergences().stream()
                                .map(Divergence::getMessage)
                                .collect(Collectors.joining("\n\n", "diverged:\n", "")));
    }
}
