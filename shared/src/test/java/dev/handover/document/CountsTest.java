package dev.handover.document;

import static dev.handover.document.Verdict.CHANGED;
import static dev.handover.document.Verdict.FAILED;
import static dev.handover.document.Verdict.HELD;
import static dev.handover.document.Verdict.SKIPPED;
import static dev.handover.document.Verdict.UNCHANGED;
import static dev.handover.document.Verdict.UNSUPPORTED;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;

class CountsTest {
    @Test
    void whatWasFoundIsPendingUntilItIsDecided() {
        Counts counts = Counts.found(10);

        assertEquals(10, counts.found());
        assertEquals(10, counts.pending());
        assertEquals(0, Counts.NONE.pending());
    }

    @Test
    void eachVerdictIsCountedInItsPlace() {
        Counts counts =
                Counts.of(
                        List.of(
                                CHANGED,
                                CHANGED,
                                CHANGED,
                                CHANGED,
                                CHANGED,
                                CHANGED,
                                UNCHANGED,
                                UNCHANGED,
                                UNCHANGED,
                                UNCHANGED,
                                UNCHANGED,
                                SKIPPED,
                                SKIPPED,
                                SKIPPED,
                                SKIPPED,
                                HELD,
                                HELD,
                                HELD,
                                UNSUPPORTED,
                                UNSUPPORTED,
                                FAILED));

        assertEquals(new Counts(21, 6, 5, 4, 3, 2, 1), counts);
        assertEquals(0, counts.pending());
    }

    @Test
    void moreVerdictsThanRecordsFoundCanNotBe() {
        assertEquals(0, new Counts(6, 1, 1, 1, 1, 1, 1).pending());
        assertThrows(IllegalArgumentException.class, () -> new Counts(5, 1, 1, 1, 1, 1, 1));
    }

    @Test
    void theSameVerdictsOutOfMoreLeaveTheRestPending() {
        assertEquals(7, Counts.of(List.of(CHANGED, FAILED, HELD)).outOf(10).pending());
        assertThrows(
                IllegalArgumentException.class, () -> Counts.of(List.of(CHANGED, FAILED)).outOf(1));
    }

    @Test
    void withoutTheFailedOnesNothingElseChanges() {
        Counts counts = new Counts(30, 6, 5, 4, 3, 2, 1);

        assertEquals(new Counts(29, 6, 5, 4, 3, 2, 0), counts.withoutFailed());
        assertEquals(counts.pending(), counts.withoutFailed().pending());
    }

    @Property
    void countsAddUpHoweverTheVerdictsAreSplit(
            @ForAll List<Verdict> some, @ForAll List<Verdict> others) {
        Counts sum = Counts.of(some).plus(Counts.of(others)).plus(Counts.found(3));

        assertEquals(some.size() + others.size() + 3, sum.found());
        assertEquals(3, sum.pending());
        assertEquals(
                sum.found(),
                sum.pending()
                        + sum.changed()
                        + sum.unchanged()
                        + sum.skipped()
                        + sum.held()
                        + sum.unsupported()
                        + sum.failed());
        assertEquals(Counts.of(others).plus(Counts.found(3)).plus(Counts.of(some)), sum);
        assertTrue(sum.withoutFailed().failed() == 0);
    }
}
