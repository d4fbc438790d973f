package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.A;
import static dev.handover.operation.claim.GeneNetwork.B;
import static dev.handover.operation.claim.GeneNetwork.good;
import static dev.handover.operation.claim.GeneNetwork.old;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.UUID;

class CollectionWriterTest {
    private final CollectionWriter writer = new CollectionWriter(GeneNetwork.RULES);

    private String translated(String collection) {
        return writer.translated(good(collection)).text();
    }

    @Test
    void onlyTheNamesOfTheDatesChangeInTheOtherDialect() {
        String odd =
                "{ \"members\" : [\"b:B\",\"a:A\"],\t\"note\": {\"created_timestamp\": 1e400},"
                        + "\"created_timestamp\": \"mar 5 2021 9:07am\", \"id\": \""
                        + A.toUpperCase(Locale.ROOT)
                        + "\",\n\"changed_timestamp\" :\"Sep 30 2022 12:30PM\", \"num_members\":2 ,"
                        + " \"name\": \"J\\u00f6rg \\ud83e\\uddec <b>\" }";
        String expected =
                odd.replace("\"created_timestamp\": \"mar", "\"created\": \"mar")
                        .replace("changed_timestamp", "changed");
        assertEquals(expected, translated(odd));
        assertTrue(good(odd).sameContent(good(expected)));
    }

    @Test
    void inItsOwnDialectACollectionIsTakenOverVerbatim() {
        String odd = old(A, "Mine", "a:A").replace("_timestamp", "").replace(", ", " ,\n");
        assertEquals(odd, translated(odd));
    }

    @Test
    void aMixtureOfDialectsBecomesOne() {
        String mixed = old(A, "Mine", "a:A").replace("changed_timestamp", "changed");
        assertEquals(GeneNetwork.fresh(A, "Mine", "a:A"), translated(mixed));
    }

    @Test
    void aFieldOfBothDialectsIsNotDoubled() {
        String both =
                old(A, "Mine", "a:A")
                        .replace("changed_timestamp", "changed")
                        .replace("{", "{\"created\": \"Apr 01 2023 01:00AM\", ");
        assertEquals(both, translated(both));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"num_members\": 7, ", "\"num_members\": \"1\", ", ""})
    void theCountIsPutRightAndIsThere(String count) {
        String wrong = old(A, "Mine", "a:A").replace("\"num_members\": 1, ", count);
        CollectionRecord right = good(translated(wrong));
        assertTrue(right.countIsRight());
        assertTrue(right.sameContent(good(wrong)));
    }

    @Test
    void aMissingNameIsGivenForTheReaderFailsWithoutOne() {
        String nameless = old(A, "Mine", "a:A").replace("\"name\": \"Mine\", ", "");
        String expected = nameless.replace("_timestamp", "").replace("}", ", \"name\": \"\"}");
        assertEquals(expected, translated(nameless));
    }

    @Test
    void aCopyHasItsOwnIdAndAnExtendedName() {
        String odd = old(A, "J\\u00f6rg \\\"x\\\\", "a:A");
        String copy = writer.copy(good(odd), UUID.fromString(B), " (from old account)").text();
        assertEquals(
                odd.replace("_timestamp", "")
                        .replace(A, B)
                        .replace("x\\\\", "x\\\\ (from old account)"),
                copy);
        assertEquals("Jörg \"x\\ (from old account)", good(copy).displayName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "{\"a\": \"b\"}"})
    void aCopyOfANameThatIsNoTextGetsOne(String name) {
        String odd = old(A, "Mine", "a:A").replace("\"Mine\"", name);
        CollectionRecord copy = good(writer.copy(good(odd), UUID.fromString(B), " (2)").text());
        assertTrue(copy.name().isTextual());
        assertTrue(copy.displayName().endsWith(" (2)"));
    }
}
