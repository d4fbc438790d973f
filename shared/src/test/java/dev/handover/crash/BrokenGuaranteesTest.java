package dev.handover.crash;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/// The crash matrix bites: with any one guarantee broken it finds a divergence.
class BrokenGuaranteesTest {
    /// Most show among the first dozen; those that need two workers at the very same point take
    /// longer.
    private static final int SCHEDULES = 2_000;

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theMatrixNotices(BrokenDouble broken) {
        Matrix matrix = new Matrix(broken.subject, broken).play(broken.family, SCHEDULES, 1);
        List<Divergence> found = matrix.divergences();
        assertFalse(found.isEmpty(), () -> "nobody noticed " + broken);
        String message = String.valueOf(found.getFirst().getMessage());
        String line = message.lines().findFirst().orElse("");
        System.out.println("broken double " + broken + " caught: " + line);
    }
}
