package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TakenBackTest {
    private static TakenBack of(String before, String after, String now) {
        return TakenBack.of(Content.of(before), Content.of(after), Content.of(now));
    }

    @Test
    void whatSomebodyChangedSinceStaysAndIsCountedAsLost() {
        TakenBack back =
                of(
                        "{\"creator\":\"Jane\",\"publisher\":\"Jane\"}",
                        "{\"creator\":\"gone\",\"publisher\":\"gone\"}",
                        "{\"publisher\":\"gone\",\"creator\":\"Joe\"}");
        assertEquals(new TakenBack("{\"publisher\":\"Jane\",\"creator\":\"Joe\"}", 1, 1), back);
    }

    @Test
    void leavesThatMovedAreFoundByTheirIdentifier() {
        TakenBack back =
                of(
                        "[{\"identifier\":\"a\",\"by\":\"Jane\"},{\"identifier\":\"b\",\"by\":\"Joe\"}]",
                        "[{\"identifier\":\"a\",\"by\":\"gone\"},{\"identifier\":\"b\",\"by\":\"Joe\"}]",
                        "[{\"identifier\":\"b\",\"by\":\"Joe\"},{\"identifier\":\"a\",\"by\":\"gone\"}]");
        assertEquals(
                "[{\"identifier\":\"b\",\"by\":\"Joe\"},{\"identifier\":\"a\",\"by\":\"Jane\"}]",
                back.text());
    }

    @Test
    void aNameIsNotPutIntoAnotherElementThatStandsThereNow() {
        TakenBack back =
                of(
                        "[{\"by\":\"Jane\"}]",
                        "[{\"by\":\"gone\"}]",
                        "[{\"by\":\"gone\",\"of\":\"Joe\"},{\"by\":\"gone\"}]");
        assertEquals(
                new TakenBack("[{\"by\":\"gone\",\"of\":\"Joe\"},{\"by\":\"gone\"}]", 0, 1), back);
    }

    @Test
    void aLeafThatWasRemovedSinceIsLost() {
        TakenBack back =
                of(
                        "{\"t\":\"{\\\"by\\\":\\\"Jane\\\"}\"}",
                        "{\"t\":\"{\\\"by\\\":\\\"gone\\\"}\"}",
                        "{\"t\":\"{}\"}");
        assertEquals(new TakenBack("{\"t\":\"{}\"}", 0, 1), back);
    }
}
