package dev.handover.operation.claim;

import static dev.handover.operation.claim.GeneNetwork.A;
import static dev.handover.operation.claim.GeneNetwork.B;
import static dev.handover.operation.claim.GeneNetwork.COLLECTIONS2;
import static dev.handover.operation.claim.GeneNetwork.NEW_OWNER;
import static dev.handover.operation.claim.GeneNetwork.OLD_OWNER;
import static dev.handover.operation.claim.GeneNetwork.RULES;
import static dev.handover.operation.claim.GeneNetwork.fresh;
import static dev.handover.operation.claim.GeneNetwork.list;
import static dev.handover.operation.claim.GeneNetwork.old;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.document.Content;
import dev.handover.store.Key;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class DeleteAnonymousTest {
    private static final Key ANON = COLLECTIONS2.of("anon");
    private static final String DELETE =
            "{\"to\": \"new\", \"anonymous\": [\"anon\"], \"mode\": \"delete\"}";

    @Test
    void allGoesMalformedOnesTooAndCanBeUndone() {
        Content before = list(fresh(A, "Mine", "a:A"), "17", fresh(B, "Your Default Collection"));
        ClaimDriver claim = new ClaimDriver(RULES, DELETE).with(ANON, before);
        assertEquals(List.of("delete-anonymous"), claim.stages());
        assertEquals(
                Map.of("anon/" + A, "CHANGED", "anon/#1", "CHANGED", "anon/" + B + "!", "CHANGED"),
                claim.run());
        assertEquals(Map.of(), claim.contents());
        assertEquals(List.of(), claim.audit("delete-anonymous").leftovers());
        assertEquals(
                Map.of("anon/" + A, "CHANGED", "anon/#1", "CHANGED", "anon/" + B + "!", "CHANGED"),
                claim.undo());
        assertEquals(Map.of(ANON, before), claim.contents());
    }

    @Test
    void aDocumentThatIsNoListGoesAsAWhole() {
        ClaimDriver claim = new ClaimDriver(RULES, DELETE).with(ANON, Content.of("{broken"));
        assertEquals(Map.of("anon/#document", "CHANGED"), claim.run());
        assertEquals(Map.of(), claim.contents());
        claim.undo();
        assertEquals(Map.of(ANON, Content.of("{broken")), claim.contents());
    }

    @Test
    void onlyTheChosenOnesGoWhileOldAccountsMove() {
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                ("{\"to\": \"new\", \"from\": [\"old\"], \"anonymous\": [\"anon\"],"
                                     + " \"mode\": \"delete\", \"records\": [\"anon/%s\","
                                     + " \"old/%s\"]}")
                                        .formatted(A, B))
                        .with(ANON, fresh(A, "Away"), fresh(B, "Stays"))
                        .with(OLD_OWNER, old(A, "Stays"), old(B, "Moves"));
        assertEquals(Map.of("anon/" + A, "CHANGED", "old/" + B, "CHANGED"), claim.run());
        assertEquals(
                Map.of(
                        ANON, list(fresh(B, "Stays")),
                        OLD_OWNER, list(old(A, "Stays")),
                        NEW_OWNER, list(fresh(B, "Moves"))),
                claim.contents());
    }

    @Test
    void theNewAccountsOwnCollectionsAreNeverDeleted() {
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                "{\"to\": \"new\", \"anonymous\": [\"new\"], \"mode\": \"delete\"}")
                        .with(NEW_OWNER, fresh(A, "Mine"));
        assertEquals(Map.of("new/" + A, "SKIPPED own-collections"), claim.run());
        assertEquals(list(fresh(A, "Mine")), claim.content(NEW_OWNER));
    }

    @Test
    void whatIsNotDeletedYetIsALeftover() {
        ClaimDriver claim = new ClaimDriver(RULES, DELETE).with(ANON, fresh(A, "Mine"));
        assertEquals(
                "not-deleted", claim.audit("delete-anonymous").leftovers().getFirst().reason());
    }
}
