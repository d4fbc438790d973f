package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.A;
import static dev.handover.operation.claim.GeneNetwork.B;
import static dev.handover.operation.claim.GeneNetwork.C;
import static dev.handover.operation.claim.GeneNetwork.COLLECTIONS;
import static dev.handover.operation.claim.GeneNetwork.NEW_OWNER;
import static dev.handover.operation.claim.GeneNetwork.OLD_OWNER;
import static dev.handover.operation.claim.GeneNetwork.RULES;
import static dev.handover.operation.claim.GeneNetwork.fresh;
import static dev.handover.operation.claim.GeneNetwork.list;
import static dev.handover.operation.claim.GeneNetwork.old;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Content;
import dev.handover.run.Stage.Entry;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class RemoveFromOldOwnerTest {
    private static final String COPY = "copy-to-new-owner";
    private static final String REMOVE = "remove-from-old-owner";

    @Test
    void onlyWhatTheNewOwnerHasIsRemovedAndTheRestKeepsItsBytes() {
        String odd = "{\"id\" :\"" + C + "\", \"x\":1.10}";
        String unused = old("dddddddd-0000-4000-8000-000000000004", "Your Default Collection");
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(OLD_OWNER, odd, old(A, "Mine", "a:A"), unused, old(B, "Also", "b:B"));
        claim.apply(COPY);
        assertEquals(
                Map.of(
                        "old/" + C + "!",
                        "UNSUPPORTED created-missing",
                        "old/" + A,
                        "CHANGED",
                        "old/dddddddd-0000-4000-8000-000000000004!",
                        "SKIPPED empty-default",
                        "old/" + B,
                        "CHANGED"),
                claim.apply(REMOVE));
        assertEquals(list(odd, unused), claim.content(OLD_OWNER));
    }

    @Test
    void aSourceWithNothingLeftIsDeleted() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.run();
        assertEquals("absent", claim.text(OLD_OWNER));
    }

    @Test
    void nothingIsRemovedThatTheNewOwnerDoesNotHave() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"));
        assertEquals(Map.of("old/" + A, "FAILED not-at-new-owner"), claim.apply(REMOVE));
        claim.with(NEW_OWNER, Content.of("{}"));
        assertEquals(Map.of("old/" + A, "FAILED new-owner-unreadable"), claim.apply(REMOVE));
        assertEquals(list(old(A, "Mine", "a:A")), claim.content(OLD_OWNER));
    }

    @Test
    void whatWasEditedSinceItWasCopiedStaysUntilItIsCopiedAgain() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.apply(COPY);
        claim.with(OLD_OWNER, old(A, "Mine", "a:A", "added:B"));
        assertEquals(Map.of("old/" + A, "FAILED changed-since-copied"), claim.apply(REMOVE));
        assertEquals(1, claim.audit(REMOVE).leftovers().size());

        assertEquals(Map.of("old/" + A, "CHANGED"), claim.apply(COPY));
        assertEquals(Map.of("old/" + A, "CHANGED"), claim.apply(REMOVE));
        assertEquals("absent", claim.text(OLD_OWNER));
        assertTrue(claim.text(NEW_OWNER).contains("added:B"));
    }

    @Test
    void appliedAgainItFindsNothingLeft() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A"), "17");
        claim.apply(COPY);
        List<Entry> planned = claim.found(REMOVE);
        claim.apply(claim.stage(REMOVE), planned);
        assertEquals(
                Map.of("old/" + A, "UNCHANGED already-gone", "old/#1", "UNSUPPORTED not-an-object"),
                claim.apply(claim.stage(REMOVE), planned));
        assertEquals(list("17"), claim.content(OLD_OWNER));
    }

    /// Otherwise the second one would get the first one's record id.
    @Test
    void recordsOfOneIdInOneListAreRemovedTogetherOrNotAtAll() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(OLD_OWNER, old(A, "Mine", "a:A"), old(B, "B"), old(A, "Twin", "t:T"));
        claim.apply(COPY);
        claim.with(OLD_OWNER, old(A, "Mine", "a:A"), old(B, "B"), old(A, "Twin", "edited:T"));
        assertEquals(
                Map.of(
                        "old/" + A, "FAILED same-id-not-moved",
                        "old/" + B, "CHANGED",
                        "old/" + A + "~2", "FAILED changed-since-copied"),
                claim.apply(REMOVE));
        assertEquals(
                list(old(A, "Mine", "a:A"), old(A, "Twin", "edited:T")), claim.content(OLD_OWNER));
        claim.run();
        assertEquals("absent", claim.text(OLD_OWNER));
    }

    @Test
    void aMalformedTwinDoesNotHoldAGoodRecordBack() {
        String malformed = "{\"id\": \"" + A + "\"}";
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, malformed, old(A, "Mine", "a:A"));
        assertEquals(
                Map.of("old/" + A, "CHANGED", "old/" + A + "!", "UNSUPPORTED created-missing"),
                claim.run());
        assertEquals(list(malformed), claim.content(OLD_OWNER));
    }

    @Test
    void recordsThatWereNotChosenStay() {
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                "{\"to\": \"new\", \"from\": [\"old\", \"older\"], \"records\": [\"older/%s\"]}"
                                        .formatted(A))
                        .with(OLD_OWNER, old(A, "Mine"))
                        .with(COLLECTIONS.of("older"), old(B, "Stays"), old(A, "Moves"));
        assertEquals(Map.of("older/" + A, "CHANGED"), claim.run());
        assertEquals(list(old(A, "Mine")), claim.content(OLD_OWNER));
        assertEquals(list(old(B, "Stays")), claim.content(COLLECTIONS.of("older")));
        assertEquals(list(fresh(A, "Moves")), claim.content(NEW_OWNER));
        assertEquals(List.of(), claim.audit(REMOVE).leftovers());
    }

    @Test
    void itsRecordsAreCountedByTheStageBefore() {
        ClaimDriver claim = ClaimDriver.ofAll();
        assertTrue(claim.stage(COPY).counted());
        assertFalse(claim.stage(REMOVE).counted());
    }
}
