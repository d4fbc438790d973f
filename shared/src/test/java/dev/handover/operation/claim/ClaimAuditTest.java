package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.A;
import static dev.handover.operation.claim.GeneNetwork.B;
import static dev.handover.operation.claim.GeneNetwork.C;
import static dev.handover.operation.claim.GeneNetwork.NEW_OWNER;
import static dev.handover.operation.claim.GeneNetwork.OLD_OWNER;
import static dev.handover.operation.claim.GeneNetwork.fresh;
import static dev.handover.operation.claim.GeneNetwork.old;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.run.Stage.Audit;
import dev.handover.run.Stage.Leftover;
import dev.handover.run.Stage.Mention;

import org.junit.jupiter.api.Test;

import java.util.List;

class ClaimAuditTest {
    private static final String COPY = "copy-to-new-owner";
    private static final String REMOVE = "remove-from-old-owner";

    @Test
    void beforeTheClaimEverythingIsLeftOver() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine"), old(A, "Twin"));
        assertEquals(
                List.of(
                        new Leftover(NEW_OWNER, "old/" + A, "not-at-new-owner"),
                        new Leftover(NEW_OWNER, "old/" + A + "~2", "not-at-new-owner")),
                claim.audit(COPY).leftovers());
        assertEquals(
                List.of(
                        new Leftover(OLD_OWNER, "old/" + A, "still-at-old-owner"),
                        new Leftover(OLD_OWNER, "old/" + A + "~2", "still-at-old-owner")),
                claim.audit(REMOVE).leftovers());
    }

    @Test
    void afterTheClaimOnlyWhatARuleLeavesIsMentioned() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, fresh(A, "Theirs"))
                        .with(
                                OLD_OWNER,
                                old(A, "Mine", "a:A"),
                                "{\"id\": \"" + B + "\"}",
                                old(C, "Your Default Collection"),
                                "17");
        claim.apply(COPY);
        assertEquals(Audit.CLEAN, claim.audit(COPY));
        claim.apply(REMOVE);
        assertEquals(Audit.CLEAN, claim.audit(COPY));
        assertEquals(List.of(), claim.audit(REMOVE).leftovers());
        assertEquals(
                List.of(
                        new Mention(OLD_OWNER, "old/" + B + "!", "created-missing"),
                        new Mention(OLD_OWNER, "old/" + C + "!", "empty-default"),
                        new Mention(OLD_OWNER, "old/#1", "not-an-object")),
                claim.audit(REMOVE).mentions());
    }

    @Test
    void aCopyThatLostAMemberIsNotTakenForTheRecord() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "Mine", "a:A", "b:B"));
        claim.apply(COPY);
        claim.with(NEW_OWNER, fresh(A, "Mine", "a:A"));
        assertEquals(1, claim.audit(COPY).leftovers().size());
    }

    @Test
    void aRecordUnderAForeignIdIsNotTakenForACopy() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, fresh(B, "Mine", "a:A"))
                        .with(OLD_OWNER, old(A, "Mine", "a:A"));
        assertEquals(1, claim.audit(COPY).leftovers().size());
    }
}
