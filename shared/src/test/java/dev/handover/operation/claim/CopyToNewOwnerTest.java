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
import static dev.handover.operation.claim.GeneNetwork.list;
import static dev.handover.operation.claim.GeneNetwork.old;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.document.Content;
import dev.handover.document.DerivedId;
import dev.handover.store.Key;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class CopyToNewOwnerTest {
    private static final String COPY = "copy-to-new-owner";

    /// Many records of all kinds, moved once, all of them looked at.
    @Test
    void whatIsThereStaysFirstAndTheRestFollowsInItsOrder() {
        String own = "{ \"id\":\"" + C + "\", \"odd\" : 1.10 }";
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, own)
                        .with(
                                OLD_OWNER,
                                old(B, "Second", "b:B"),
                                "{\"id\": \"" + C + "\"}",
                                "17",
                                old(A, "First"),
                                old(
                                        "dddddddd-0000-4000-8000-000000000004",
                                        "Your Default Collection"));
        assertEquals(
                Map.of(
                        "old/" + B,
                        "CHANGED",
                        "old/" + C + "!",
                        "UNSUPPORTED created-missing",
                        "old/#1",
                        "UNSUPPORTED not-an-object",
                        "old/" + A,
                        "CHANGED",
                        "old/dddddddd-0000-4000-8000-000000000004!",
                        "SKIPPED empty-default"),
                claim.apply(COPY));
        assertEquals(
                list(own, fresh(B, "Second", "b:B"), fresh(A, "First")), claim.content(NEW_OWNER));
    }

    @Test
    void appliedAgainItChangesNothing() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, fresh(B, "Other content", "b:B"))
                        .with(OLD_OWNER, old(A, "First", "a:A"), old(B, "Second", "b:B"));
        claim.apply(COPY);
        Content once = claim.content(NEW_OWNER);
        assertEquals(
                Map.of(
                        "old/" + A, "UNCHANGED already-there",
                        "old/" + B, "UNCHANGED already-there"),
                claim.apply(COPY));
        assertEquals(once, claim.content(NEW_OWNER));
    }

    @Test
    void anIdThatIsTakenByOtherContentMakesACopy() {
        String theirs = fresh(A, "Mine", "edited:A");
        ClaimDriver claim =
                ClaimDriver.ofAll().with(NEW_OWNER, theirs).with(OLD_OWNER, old(A, "Mine", "a:A"));
        assertEquals(Map.of("old/" + A, "CHANGED"), claim.apply(COPY));
        String id = DerivedId.of("run-1", "old/" + A).toString();
        assertEquals(
                list(theirs, fresh(id, "Mine (from old account)", "a:A")),
                claim.content(NEW_OWNER));
    }

    @Test
    void aCopyNeverHasANameThatIsThere() {
        String theirs = fresh(A, "Mine", "edited:A");
        String former = fresh(B, "Mine (from old account)", "b:B");
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, theirs, former)
                        .with(OLD_OWNER, old(A, "Mine", "a:A"), old(A, "Mine", "c:C"));
        assertEquals(
                Map.of("old/" + A, "CHANGED", "old/" + A + "~2", "CHANGED"), claim.apply(COPY));
        assertEquals(
                list(
                        theirs,
                        former,
                        fresh(
                                DerivedId.of("run-1", "old/" + A).toString(),
                                "Mine (from old account 2)",
                                "a:A"),
                        fresh(
                                DerivedId.of("run-1", "old/" + A + "~2").toString(),
                                "Mine (from old account 3)",
                                "c:C")),
                claim.content(NEW_OWNER));
    }

    @Test
    void aCopyThatWasRenamedIsKnownAndOneThatWasEditedIsMadeAgain() {
        String theirs = fresh(A, "Mine", "edited:A");
        ClaimDriver claim =
                ClaimDriver.ofAll().with(NEW_OWNER, theirs).with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.apply(COPY);
        String renamed = claim.text(NEW_OWNER).replace("Mine (from old account)", "Old");
        claim.with(NEW_OWNER, Content.of(renamed));
        assertEquals(Map.of("old/" + A, "UNCHANGED already-there"), claim.apply(COPY));

        claim.with(NEW_OWNER, Content.of(renamed.replace("\"a:A\"", "\"a:B\"")));
        assertEquals(Map.of("old/" + A, "CHANGED"), claim.apply(COPY));
        assertEquals(Map.of("old/" + A, "UNCHANGED already-there"), claim.apply(COPY));
        assertEquals(3, elements(claim.text(NEW_OWNER)));
    }

    @Test
    void theSameCollectionInSeveralOldAccountsMovesOnce() {
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                "{\"to\": \"new\", \"from\": [\"old\", \"older\", \"oldest\"]}")
                        .with(OLD_OWNER, old(A, "Mine", "a:A"))
                        .with(COLLECTIONS.of("older"), old(A, "Mine", "a:A"), old(B, "More"))
                        .with(COLLECTIONS.of("oldest"), old(A, "Mine", "z:Z"));
        assertEquals(
                Map.of(
                        "old/" + A, "CHANGED",
                        "older/" + A, "UNCHANGED already-there",
                        "older/" + B, "CHANGED",
                        "oldest/" + A, "CHANGED"),
                claim.apply(COPY));
        String id = DerivedId.of("run-1", "oldest/" + A).toString();
        assertEquals(
                list(
                        fresh(A, "Mine", "a:A"),
                        fresh(B, "More"),
                        fresh(id, "Mine (from old account)", "z:Z")),
                claim.content(NEW_OWNER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "None", "\"None\"", "null", " [ ]"})
    void anEmptyListIsFilledHoweverItIsSpelt(String nothing) {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, Content.of(nothing))
                        .with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.apply(COPY);
        assertEquals(list(fresh(A, "Mine", "a:A")), claim.content(NEW_OWNER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 1}", "\"[{}]\"", "[{}", "7"})
    void aNewOwnersListThatIsNoneIsNotTouched(String broken) {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, Content.of(broken))
                        .with(OLD_OWNER, old(A, "Mine", "a:A"), "17");
        assertEquals(
                Map.of(
                        "old/" + A,
                        "FAILED new-owner-unreadable",
                        "old/#1",
                        "UNSUPPORTED not-an-object"),
                claim.apply(COPY));
        assertEquals(broken, claim.text(NEW_OWNER));
        assertEquals(1, claim.audit(COPY).leftovers().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\": 1}", "\"[{}]\"", "[{}", "7", "[{}]]"})
    void anOldOwnersListThatIsNoneIsOneUnsupportedRecord(String broken) {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, Content.of(broken));
        Map<String, String> said = claim.run();
        assertEquals(List.of("old/#document"), List.copyOf(said.keySet()));
        assertEquals("UNSUPPORTED", said.get("old/#document").split(" ")[0]);
        assertEquals(Map.of(OLD_OWNER, Content.of(broken)), claim.contents());
        assertEquals(1, claim.audit("remove-from-old-owner").mentions().size());
    }

    @Test
    void onlyTheChosenRecordsMoveAndGoneOnesAreAccountedFor() {
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                "{\"to\": \"new\", \"from\": [\"old\"], \"records\": [\"old/%s\", \"old/%s\"]}"
                                        .formatted(B, C))
                        .with(OLD_OWNER, old(A, "Mine"), old(B, "Also mine"));
        assertEquals(
                Map.of("old/" + B, "CHANGED", "old/" + C, "SKIPPED gone-from-source"),
                claim.apply(COPY));
        assertEquals(list(fresh(B, "Also mine")), claim.content(NEW_OWNER));
    }

    @Test
    void recordsOfOneIdInOneListAreChosenTogether() {
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                "{\"to\": \"new\", \"from\": [\"old\"], \"records\": [\"old/%s~2\"]}"
                                        .formatted(A))
                        .with(OLD_OWNER, old(A, "Mine"), old(B, "Not chosen"), old(A, "Twin"));
        assertEquals(
                Map.of("old/" + A, "CHANGED", "old/" + A + "~2", "CHANGED"), claim.apply(COPY));
    }

    @Test
    void anAnonymousSessionMayHaveCollectionsOfBothGenerations() {
        Key now = COLLECTIONS2.of("anon");
        Key before = COLLECTIONS.of("anon");
        ClaimDriver claim =
                new ClaimDriver(RULES, "{\"to\": \"new\", \"anonymous\": [\"anon\"]}")
                        .with(now, fresh(A, "Now", "a:A"))
                        .with(before, old(A, "Before", "b:B"));
        assertEquals(
                Map.of("anon/" + A, "CHANGED", "anon@collections/" + A, "CHANGED"),
                claim.apply(COPY));
        claim.apply("remove-from-old-owner");
        assertEquals(List.of(NEW_OWNER), List.copyOf(claim.contents().keySet()));
    }

    @Test
    void aListDoesNotGrowBeyondItsBoundAndSmallerRecordsStillFit() {
        String large = old(A, "Large", "x".repeat(500));
        String small = old(B, "Small");
        int bound = list(fresh(B, "Small")).size() + 2;
        ClaimDriver claim =
                new ClaimDriver(
                                GeneNetwork.rules(COLLECTIONS, COLLECTIONS2, bound),
                                "{\"to\": \"new\", \"from\": [\"old\"]}")
                        .with(OLD_OWNER, large, small);
        assertEquals(
                Map.of("old/" + A, "FAILED new-owner-too-large", "old/" + B, "CHANGED"),
                claim.apply(COPY));
        assertEquals(bound - 2, claim.text(NEW_OWNER).length());
        assertEquals(
                Map.of("old/" + A, "FAILED not-at-new-owner", "old/" + B, "CHANGED"),
                claim.apply("remove-from-old-owner"));
    }

    @Test
    void aMalformedRecordOfTheNewOwnerStaysAndTakesItsId() {
        String malformed = "{\"id\": \"" + A + "\", \"members\": 7}";
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, malformed)
                        .with(OLD_OWNER, old(A, "Mine", "a:A"));
        claim.apply(COPY);
        String id = DerivedId.of("run-1", "old/" + A).toString();
        assertEquals(
                list(malformed, fresh(id, "Mine (from old account)", "a:A")),
                claim.content(NEW_OWNER));
    }

    @Test
    void inOneHashTheDialectOfThatHashIsWritten() {
        Key owner = COLLECTIONS.of("new");
        ClaimDriver claim =
                new ClaimDriver(GeneNetwork.SAME_HASH, "{\"to\": \"new\", \"from\": [\"old\"]}")
                        .with(owner, old(B, "Theirs"))
                        .with(OLD_OWNER, old(A, "Mine", "a:A"), fresh(C, "Mixed in", "c:C"));
        claim.run();
        assertEquals(
                list(old(B, "Theirs"), old(A, "Mine", "a:A"), old(C, "Mixed in", "c:C")),
                claim.content(owner));
        assertEquals("absent", claim.text(OLD_OWNER));
    }

    @Test
    void anAccountDoesNotInheritFromItself() {
        Key owner = COLLECTIONS.of("same");
        Content before =
                list(old(A, "Mine"), old(A, "Twin"), "17", old(B, "Your Default Collection"));
        ClaimDriver claim =
                new ClaimDriver(GeneNetwork.SAME_HASH, "{\"to\": \"same\", \"from\": [\"same\"]}")
                        .with(owner, before);
        for (String stage : claim.stages()) {
            assertEquals(
                    Map.of(
                            "same/" + A,
                            "UNCHANGED already-there",
                            "same/" + A + "~2",
                            "UNCHANGED already-there",
                            "same/#1",
                            "UNSUPPORTED not-an-object",
                            "same/" + B + "!",
                            "SKIPPED empty-default"),
                    claim.apply(stage));
            assertEquals(List.of(), claim.audit(stage).leftovers());
        }
        assertEquals(Map.of(owner, before), claim.contents());
    }

    @Test
    void theSameUserIdInAnotherHashIsARealMove() {
        ClaimDriver claim =
                new ClaimDriver(RULES, "{\"to\": \"same\", \"from\": [\"same\"]}")
                        .with(COLLECTIONS.of("same"), old(A, "Mine", "a:A"));
        claim.run();
        assertEquals(
                Map.of(COLLECTIONS2.of("same"), list(fresh(A, "Mine", "a:A"))), claim.contents());
    }

    @Test
    void whoLeftNothingBehindIsNotInThePlan() {
        assertEquals(List.of(), ClaimDriver.ofAll().found(COPY));
        assertEquals(List.of(), ClaimDriver.ofAll().found("remove-from-old-owner"));
    }

    private static int elements(String list) {
        return list.split("\"id\"").length - 1;
    }
}
