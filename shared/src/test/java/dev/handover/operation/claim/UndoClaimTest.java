package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.A;
import static dev.handover.operation.claim.GeneNetwork.B;
import static dev.handover.operation.claim.GeneNetwork.C;
import static dev.handover.operation.claim.GeneNetwork.NEW_OWNER;
import static dev.handover.operation.claim.GeneNetwork.OLD_OWNER;
import static dev.handover.operation.claim.GeneNetwork.fresh;
import static dev.handover.operation.claim.GeneNetwork.list;
import static dev.handover.operation.claim.GeneNetwork.old;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.document.Content;
import dev.handover.store.Key;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.TreeMap;

class UndoClaimTest {
    private static final String D = "dddddddd-0000-4000-8000-000000000004";
    private static final String E = "eeeeeeee-0000-4000-8000-000000000005";

    @ParameterizedTest
    @ValueSource(strings = {"absent", "[]", "None", " [ {\"id\":7} ]\n"})
    void whereNobodyWroteSinceEveryByteComesBack(String target) {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, target.equals("absent") ? null : Content.of(target))
                        .with(
                                OLD_OWNER,
                                Content.of(
                                        "[\n"
                                                + old(A, "Mine", "a:A")
                                                + ",17 ,"
                                                + old(B, "B")
                                                + "]"));
        Map<Key, Content> before = new TreeMap<>(claim.contents());
        claim.run();
        assertEquals(
                Map.of(
                        "old/" + A,
                        "CHANGED",
                        "old/#1",
                        "UNCHANGED nothing-to-restore",
                        "old/" + B,
                        "CHANGED"),
                claim.undo());
        assertEquals(before, claim.contents());
        claim.undo();
        assertEquals(before, claim.contents());
    }

    @Test
    void whatWasMadeSinceAtTheNewOwnerStays() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.run();
        claim.with(NEW_OWNER, fresh(B, "Made since"), fresh(A, "Mine", "a:A"));
        assertEquals(Map.of("old/" + A, "CHANGED"), claim.undo());
        assertEquals(list(fresh(B, "Made since")), claim.content(NEW_OWNER));
        assertEquals(list(old(A, "Mine", "a:A")), claim.content(OLD_OWNER));
    }

    /// The system writes an owner's whole list anew at every click, with other spacing and order of
    /// fields.
    @Test
    void aListThatTheSystemHasWrittenAnewIsUndoneRecordByRecord() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, fresh(B, "Own"))
                        .with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.run();
        String anew = claim.text(NEW_OWNER).replace(": ", ":").replace("Own", "Renamed");
        claim.with(NEW_OWNER, Content.of(anew));
        assertEquals(Map.of("old/" + A, "CHANGED"), claim.undo());
        assertEquals(list(fresh(B, "Renamed").replace(": ", ":")), claim.content(NEW_OWNER));
    }

    @Test
    void whatWasEditedSinceStaysWithTheNewOwnerAndTheOldOneComesBackToo() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"), old(B, "B"));
        claim.run();
        claim.with(NEW_OWNER, fresh(A, "Mine", "a:A", "added:X"), fresh(B, "B"));
        assertEquals(
                Map.of("old/" + A, "SKIPPED changed-since", "old/" + B, "CHANGED"), claim.undo());
        assertEquals(list(fresh(A, "Mine", "a:A", "added:X")), claim.content(NEW_OWNER));
        assertEquals(list(old(A, "Mine", "a:A"), old(B, "B")), claim.content(OLD_OWNER));
    }

    @Test
    void whatWasDeletedSinceComesBackToTheOldOwner() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.run();
        claim.with(NEW_OWNER, (Content) null);
        claim.undo();
        assertEquals(Map.of(OLD_OWNER, list(old(A, "Mine", "a:A"))), claim.contents());
    }

    @Test
    void eachRecordComesBackToItsPlace() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(
                                OLD_OWNER,
                                old(A, "First"),
                                "17",
                                old(B, "Second"),
                                old(C, "Third"),
                                "18",
                                old(D, "Last"));
        claim.run();
        assertEquals(list("17", "18"), claim.content(OLD_OWNER));
        claim.with(OLD_OWNER, "17", old(E, "Made since"), "18");
        claim.undo();
        assertEquals(
                list(
                        old(A, "First"),
                        "17",
                        old(B, "Second"),
                        old(C, "Third"),
                        old(E, "Made since"),
                        "18",
                        old(D, "Last")),
                claim.content(OLD_OWNER));
    }

    /// Undo must not throw away the only copy there is.
    @Test
    void whatCannotComeBackStaysWithTheNewOwner() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.run();
        claim.with(OLD_OWNER, Content.of("{\"not\": \"a list\"}"));
        assertEquals("SKIPPED", claim.undo().get("old/" + A).split(" ")[0]);
        assertEquals(list(fresh(A, "Mine", "a:A")), claim.content(NEW_OWNER));
    }

    @Test
    void anIdThatSomebodyUsedAgainSinceIsNotDoubled() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.run();
        claim.with(OLD_OWNER, old(A, "Another", "b:B"));
        assertEquals("SKIPPED", claim.undo().get("old/" + A).split(" ")[0]);
        assertEquals(list(old(A, "Another", "b:B")), claim.content(OLD_OWNER));
        assertEquals(list(fresh(A, "Mine", "a:A")), claim.content(NEW_OWNER));
    }

    @Test
    void aCopyMadeForATakenIdIsTakenOut() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, fresh(A, "Theirs", "t:T"))
                        .with(OLD_OWNER, old(A, "Mine", "a:A"), old(A, "Twin", "b:B"));
        claim.run();
        claim.with(NEW_OWNER, Content.of(claim.text(NEW_OWNER).replace(", \"", ",\"")));
        assertEquals(Map.of("old/" + A, "CHANGED", "old/" + A + "~2", "CHANGED"), claim.undo());
        assertEquals(
                list(fresh(A, "Theirs", "t:T").replace(", \"", ",\"")), claim.content(NEW_OWNER));
        assertEquals(list(old(A, "Mine", "a:A"), old(A, "Twin", "b:B")), claim.content(OLD_OWNER));
    }
}
