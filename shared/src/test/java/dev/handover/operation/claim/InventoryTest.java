package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.A;
import static dev.handover.operation.claim.GeneNetwork.B;
import static dev.handover.operation.claim.GeneNetwork.C;
import static dev.handover.operation.claim.GeneNetwork.COLLECTIONS;
import static dev.handover.operation.claim.GeneNetwork.COLLECTIONS2;
import static dev.handover.operation.claim.GeneNetwork.NEW_OWNER;
import static dev.handover.operation.claim.GeneNetwork.OLD_OWNER;
import static dev.handover.operation.claim.GeneNetwork.RULES;
import static dev.handover.operation.claim.GeneNetwork.fresh;
import static dev.handover.operation.claim.GeneNetwork.old;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handover.operation.claim.Inventory.Item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

class InventoryTest {
    private static final String ALL =
            "{\"to\": \"new\", \"from\": [\"old\"], \"anonymous\": [\"anon\"]}";

    private static List<Item> items(ClaimDriver claim) {
        return new Inventory(RULES, name -> claim.store, ClaimRequestTest.of(ALL)).items();
    }

    @Test
    void everythingThatCouldMoveIsShownAndWhatCannotSaysWhy() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(OLD_OWNER, old(A, "<b>Mine</b>", "a:A", "b:B"), "17")
                        .with(COLLECTIONS2.of("anon"), fresh(B, "Your Default Collection"))
                        .with(
                                COLLECTIONS.of("anon"),
                                old(C, "No date", "c:C").replace("Mar 05", "Feb 30"),
                                old(B, "Your Default Collection", "d:D"));
        Instant created = Instant.parse("2021-03-05T09:07:00Z");
        Instant changed = Instant.parse("2022-09-30T12:30:00Z");
        assertEquals(
                List.of(
                        new Item("old/" + A, "<b>Mine</b>", 2, created, changed, List.of(), null),
                        new Item("old/#1", "", 0, null, null, List.of(), "not-an-object"),
                        new Item(
                                "anon@collections/" + C + "!",
                                "No date",
                                1,
                                null,
                                changed,
                                List.of(),
                                "created-not-a-date"),
                        new Item(
                                "anon@collections/" + B,
                                "Your Default Collection",
                                1,
                                created,
                                changed,
                                List.of(),
                                null)),
                items(claim));
    }

    @Test
    void whatTheNewAccountHasAlreadyIsWarnedOf() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, fresh(A, "Same", "a:A"), fresh(B, "Edited", "b:B"))
                        .with(
                                OLD_OWNER,
                                old(A, "Same", "a:A"),
                                old(B, "Before", "b:B"),
                                old(C, "Edited", "c:C"),
                                old(C, "Again", "d:D"));
        Map<String, List<String>> warnings =
                items(claim).stream().collect(Collectors.toMap(Item::recordId, Item::warnings));
        assertEquals(
                Map.of(
                        "old/" + A, List.of("already-there"),
                        "old/" + B, List.of("id-exists"),
                        "old/" + C, List.of("name-exists"),
                        "old/" + C + "~2", List.of("id-repeated")),
                warnings);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {
                "1435464_at:HC_M2_0606_P, ^^",
                "ENSMUST00000115420:UTHSC-BXD-Harv_Liv-1019, ^^",
                "Temp_mouse_BXD_0614103045:Temp, members-ephemeral",
                "PCA1_mouse_BXD_1012143045:Temp, members-ephemeral",
                "PC1, members-malformed",
                "1452452_at:HC_M2_0606_P:163d04f7db7c9e110de6, members-malformed",
                "^^, members-malformed",
                ":, members-malformed",
                "a: , members-malformed"
            })
    void oddMembersAreWarnedOf(String member, String warning) {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", member));
        assertEquals(
                warning.isEmpty() ? List.of() : List.of(warning),
                items(claim).getFirst().warnings());
    }

    @Test
    void aLongMemberIsNoTroubleAndAllOddThingsAreNamed() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(
                                OLD_OWNER,
                                old(A, " ", "a:" + "x".repeat(10_050), "b:B", "b:B")
                                        .replace("\"num_members\": 3", "\"num_members\": \"3\""));
        assertEquals(
                List.of("name-empty", "count-was-wrong", "members-duplicated"),
                items(claim).getFirst().warnings());
    }

    @Test
    void aNameNeverShowsInALog() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Secret", "a:A"));
        assertFalse(items(claim).toString().contains("Secret"));
    }
}
