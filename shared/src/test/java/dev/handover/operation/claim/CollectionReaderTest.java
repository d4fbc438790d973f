package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.A;
import static dev.handover.operation.claim.GeneNetwork.good;
import static dev.handover.operation.claim.GeneNetwork.old;
import static dev.handover.operation.claim.GeneNetwork.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class CollectionReaderTest {
    private static final String GOOD = old(A, "Mine", "10001:HET3-ITPPublish", "18613:BXDPublish");

    @Test
    void aCollectionOfTheOldSystemIsRead() {
        CollectionRecord collection = good(GOOD);
        assertEquals(UUID.fromString(A), collection.id());
        assertEquals("Mine", collection.displayName());
        assertEquals(Instant.parse("2021-03-05T09:07:00Z"), collection.created());
        assertEquals(Instant.parse("2022-09-30T12:30:00Z"), collection.changed());
        assertEquals(List.of("10001:HET3-ITPPublish", "18613:BXDPublish"), collection.members());
        assertEquals(Map.of(), collection.others());
        assertTrue(collection.countIsRight());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                // what is replaced | by what | and how that is called
                "\"id\": \"" + A + "\", | ^^ | id-missing",
                "\"" + A + "\" | null | id-not-a-uuid",
                "\"" + A + "\" | 17 | id-not-a-uuid",
                "\"" + A + "\" | \"\" | id-not-a-uuid",
                "\"" + A + "\" | \"my-list\" | id-not-a-uuid",
                "\"" + A + "\" | \"" + A + "0\" | id-not-a-uuid",
                "\"created_timestamp\": \"Mar 05 2021 09:07AM\", | ^^ | created-missing",
                "\"Mar 05 2021 09:07AM\" | null | created-not-a-date",
                "\"Mar 05 2021 09:07AM\" | 1614935220 | created-not-a-date",
                "\"Mar 05 2021 09:07AM\" | \"2021-03-05T09:07:00\" | created-not-a-date",
                "\"Mar 05 2021 09:07AM\" | \"Feb 30 2021 09:07AM\" | created-not-a-date",
                "\"changed_timestamp\": \"Sep 30 2022 12:30PM\", | ^^ | changed-missing",
                "\"Sep 30 2022 12:30PM\" | \"\" | changed-not-a-date",
                ", \"members\": [\"10001:HET3-ITPPublish\", \"18613:BXDPublish\"] | ^^ |"
                        + " members-missing",
                "[\"10001:HET3-ITPPublish\", \"18613:BXDPublish\"] | null | members-not-a-list",
                "[\"10001:HET3-ITPPublish\", \"18613:BXDPublish\"] | \"a:B\" | members-not-a-list",
                "[\"10001:HET3-ITPPublish\", \"18613:BXDPublish\"] | {\"a:B\": 1} |"
                        + " members-not-a-list",
                "\"18613:BXDPublish\" | 18613 | member-not-a-string",
                "\"18613:BXDPublish\" | null | member-not-a-string",
                "\"18613:BXDPublish\" | [\"a:B\"] | member-not-a-string"
            })
    void whatFailsTheSystemsReaderIsNotSupported(String what, String by, String reason) {
        String broken = GOOD.replace(what, by);
        assertFalse(broken.equals(GOOD), "the case does not change anything");
        assertEquals(reason, assertInstanceOf(Reading.Unsupported.class, read(broken)).reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"{}\"", "[]", "[[]]", "true"})
    void anElementThatIsNoObjectIsNotSupported(String element) {
        assertEquals(new Reading.Unsupported(null, "not-an-object"), read(element));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "\"Mine\" | \"\" | ^^",
                "\"Mine\" | \"<b>&amp;</b><script>\" | <b>&amp;</b><script>",
                "\"Mine\" | \"a: b, c\" | a: b, c",
                "\"Mine\" | \"\\ud83e\\uddec DNA\" | 🧬 DNA",
                "\"Mine\" | null | null",
                "\"name\": \"Mine\", | ^^ | ^^"
            })
    void anyNameWillDo(String what, String by, String name) {
        assertEquals(name, good(GOOD.replace(what, by)).displayName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-1", "\"2\"", "2.0", "null", "\"two\"", "99999999999999999999"})
    void aWrongCountIsSeenAndNoObstacle(String count) {
        String wrong = GOOD.replace("\"num_members\": 2", "\"num_members\": " + count);
        assertFalse(good(wrong).countIsRight());
        assertTrue(good(wrong).sameContent(good(GOOD)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAA-0000-4000-8000-000000000001",
                "aaaaaaaa000040008000000000000001",
                "{aaaaaaaa-0000-4000-8000-000000000001}",
                "urn:uuid:aaaaaaaa-0000-4000-8000-000000000001"
            })
    void allSpellingsOfAnIdAreOneId(String id) {
        assertEquals(UUID.fromString(A), good(GOOD.replace(A, id)).id());
    }

    @Test
    void eitherDialectSaysTheSameAndAMixtureToo() {
        String fresh = GOOD.replace("_timestamp", "");
        String mixed = GOOD.replace("created_timestamp", "created");
        assertTrue(good(GOOD).sameContent(good(fresh)));
        assertTrue(good(GOOD).sameContent(good(mixed)));
    }

    @Test
    void ofBothDialectsInOneRecordTheNewOneCountsAndTheOtherIsContent() {
        String both = GOOD.replace("{", "{\"created\": \"Apr 01 2023 01:00AM\", ");
        assertEquals(Instant.parse("2023-04-01T01:00:00Z"), good(both).created());
        assertEquals(1, good(both).others().size());
    }

    @Test
    void contentIsNameDatesMembersInOrderAndUnknownFields() {
        CollectionRecord one = good(GOOD);
        assertFalse(one.sameContent(good(GOOD.replace("Mine", "mine"))));
        assertFalse(one.sameContent(good(GOOD.replace("09:07AM", "09:07PM"))));
        assertFalse(one.sameContent(good(GOOD.replace("12:30PM", "12:31PM"))));
        assertFalse(
                one.sameContent(good(old(A, "Mine", "18613:BXDPublish", "10001:HET3-ITPPublish"))));
        assertFalse(one.sameContent(good(GOOD.replace("{", "{\"note\": 1, "))));
        assertTrue(one.sameContent(good(GOOD.replace("Mar 05", "mar 5"))));
        assertTrue(
                good(GOOD.replace("{", "{\"note\": 1, "))
                        .sameContent(good(GOOD.replace("]}", "], \"note\": 1}"))));
    }

    @Test
    void nothingOfACollectionShowsInALog() {
        assertFalse(good(GOOD).toString().contains("Mine"));
        assertFalse(read(GOOD).toString().contains("BXD"));
    }
}
