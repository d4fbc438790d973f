package dev.handover.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// The crash matrix bites: with any one guarantee broken it finds a divergence.
class BrokenGuaranteesTest {
    /// Each is found among the first few dozen of the usual seeds; more would be luck.
    private static final int SCHEDULES = 600;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theMatrixNotices(BrokenDouble broken) {
        Matrix matrix = new Matrix(new ClaimSubject(), broken).play(1, SCHEDULES, 1);
        if (matrix.divergences().isEmpty()) {
            matrix = new Matrix(new RelabelSubject(), broken).play(1, SCHEDULES, 1);
        }
        List<Divergence> found = matrix.divergences();
        assertFalse(found.isEmpty(), () -> "nobody noticed " + broken);
        String message = String.valueOf(found.getFirst().getMessage());
        String line = message.lines().findFirst().orElse("");
        System.out.println("broken double " + broken + " caught: " + line);
    }
}
