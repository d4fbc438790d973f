package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.Optional;

class ObjectTextTest {
    private static final ObjectText OBJECT =
            new ObjectText(" {\"a\" :\t1, \"b\":[ {\"a\": 2} ], \"\\u0061\": 3 }");

    @Test
    void theLastValueOfANameCounts() {
        assertEquals(Optional.of("3"), OBJECT.value("a"));
        assertEquals(Optional.of("[ {\"a\": 2} ]"), OBJECT.value("b"));
        assertEquals(Optional.empty(), OBJECT.value("c"));
    }

    @Test
    void aNameIsReplacedWhereverItStandsAtTheTop() {
        assertEquals(
                " {\"x\" :\t1, \"b\":[ {\"a\": 2} ], \"x\": 3 }", OBJECT.renamed("a", "x").text());
        assertEquals(OBJECT, OBJECT.renamed("absent", "x"));
    }

    @Test
    void aValueIsReplacedOrAppended() {
        assertEquals(" {\"a\" :\t1, \"b\":7, \"\\u0061\": 3 }", OBJECT.with("b", "7").text());
        assertEquals(
                " {\"a\" :\t1, \"b\":[ {\"a\": 2} ], \"\\u0061\": 3, \"c\": 7 }",
                OBJECT.with("c", "7").text());
        assertEquals("{\"c\": 7 }", new ObjectText("{ }").with("c", "7").text());
    }
}
