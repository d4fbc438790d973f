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
import dev.handover.run.Stage.Entry;
import dev.handover.store.Key;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The hazards of the system's own migration, by their numbers, as far as the rules can show that
/// they are gone.
class ClaimHazardsTest {
    private static final String COPY = "copy-to-new-owner";
    private static final String REMOVE = "remove-from-old-owner";
    private static final Key ANON = COLLECTIONS2.of("anon");

    @Test
    void hazard01TwoClaimsAtOnceNeitherResurrectNorOverwrite() {
        ClaimDriver claim =
                ClaimDriver.ofAll().with(OLD_OWNER, old(A, "A", "a:A"), old(B, "B", "b:B"));
        List<Entry> removals = claim.found(REMOVE);
        claim.apply(COPY);
        claim.apply(COPY);
        claim.apply(claim.stage(REMOVE), removals);
        claim.apply(claim.stage(REMOVE), removals);
        Content edited = list(fresh(B, "renamed B", "b:B"));
        claim.with(NEW_OWNER, edited);
        claim.apply(claim.stage(REMOVE), removals);
        claim.run();
        assertEquals(Map.of(NEW_OWNER, edited), claim.contents());
    }

    @Test
    void hazard04AllOldAccountsOfAPersonComeOver() {
        ClaimDriver claim =
                new ClaimDriver(RULES, "{\"to\": \"new\", \"from\": [\"old\", \"older\"]}")
                        .with(OLD_OWNER, old(A, "A", "a:A"))
                        .with(COLLECTIONS.of("older"), old(B, "B", "b:B"));
        claim.run();
        assertEquals(
                Map.of(NEW_OWNER, list(fresh(A, "A", "a:A"), fresh(B, "B", "b:B"))),
                claim.contents());
    }

    @Test
    void hazard06OneBadCollectionStopsNoOther() {
        String noDate = old(A, "A").replace("\"changed_timestamp\": \"Sep 30 2022 12:30PM\", ", "");
        String isoDate = old(B, "B").replace("Mar 05 2021 09:07AM", "2021-03-05T09:07:00");
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                "{\"to\": \"new\", \"from\": [\"old\", \"not-a-uuid\","
                                        + " \"string\"]}")
                        .with(OLD_OWNER, noDate, old(C, "Good", "c:C"), isoDate, "{\"id\": 7}")
                        .with(COLLECTIONS.of("not-a-uuid"), Content.of("{\"id\": \"" + A + "\"}"))
                        .with(COLLECTIONS.of("string"), Content.of("\"[]  \""));
        assertEquals(
                Map.of(
                        "old/" + A + "!",
                        "UNSUPPORTED changed-missing",
                        "old/" + C,
                        "CHANGED",
                        "old/" + B + "!",
                        "UNSUPPORTED created-not-a-date",
                        "old/#1",
                        "UNSUPPORTED id-not-a-uuid",
                        "not-a-uuid/#document",
                        "UNSUPPORTED object-instead-of-list",
                        "string/#document",
                        "UNSUPPORTED double-encoded"),
                claim.run());
        assertEquals(list(fresh(C, "Good", "c:C")), claim.content(NEW_OWNER));
        assertEquals(list(noDate, isoDate, "{\"id\": 7}"), claim.content(OLD_OWNER));
    }

    @Test
    void hazard08ImportingAgainAroundAFailedDeleteDoublesNothing() {
        ClaimDriver claim =
                new ClaimDriver(RULES, "{\"to\": \"new\", \"anonymous\": [\"anon\"]}")
                        .with(ANON, fresh(A, "A", "a:A"));
        claim.apply(COPY);
        claim.apply(COPY);
        claim.apply(COPY);
        claim.apply(REMOVE);
        assertEquals(Map.of(NEW_OWNER, list(fresh(A, "A", "a:A"))), claim.contents());
    }

    @Test
    void hazard09AChosenRecordIdReachesNoDocumentOfAnybodyElse() {
        Key victim = COLLECTIONS.of("victim");
        ClaimDriver claim =
                new ClaimDriver(
                                RULES,
                                "{\"to\": \"new\", \"from\": [\"old\"], \"records\": [\"victim/%s\"]}"
                                        .formatted(A))
                        .with(victim, old(A, "Private", "a:A"));
        assertEquals(Map.of("victim/" + A, "SKIPPED gone-from-source"), claim.run());
        assertEquals(Map.of(victim, list(old(A, "Private", "a:A"))), claim.contents());
    }

    /// The system writes back a list that it read before us.
    @Test
    void hazard10WhatThePlainWriteOfAnotherTabLostIsStillAtTheOldOwner() {
        ClaimDriver claim =
                ClaimDriver.ofAll()
                        .with(NEW_OWNER, fresh(B, "B", "b:B"))
                        .with(OLD_OWNER, old(A, "A", "a:A"));
        claim.apply(COPY);
        claim.with(NEW_OWNER, fresh(B, "B", "b:B"), fresh(C, "New in that tab", "c:C"));
        assertEquals(Map.of("old/" + A, "FAILED not-at-new-owner"), claim.apply(REMOVE));
        claim.run();
        assertEquals(
                Map.of(
                        NEW_OWNER,
                        list(
                                fresh(B, "B", "b:B"),
                                fresh(C, "New in that tab", "c:C"),
                                fresh(A, "A", "a:A"))),
                claim.contents());
    }

    @Test
    void hazard11AnEditIsSeenThoughTheSystemDoesNotDateIt() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "A", "a:A"));
        claim.apply(COPY);
        claim.with(OLD_OWNER, old(A, "A", "b:B"));
        assertEquals(Map.of("old/" + A, "FAILED changed-since-copied"), claim.apply(REMOVE));
    }

    @Test
    void hazard12NoEmptyListsAreLeftOrMade() {
        String both = "{\"to\": \"new\", \"from\": [\"old\"], \"anonymous\": [\"anon\"]%s}";
        ClaimDriver claim =
                new ClaimDriver(RULES, both.formatted(""))
                        .with(OLD_OWNER, old(A, "A"))
                        .with(ANON, fresh(B, "B"));
        claim.run();
        assertEquals(List.of(NEW_OWNER), List.copyOf(claim.contents().keySet()));

        ClaimDriver delete = new ClaimDriver(RULES, both.formatted(", \"mode\": \"delete\""));
        delete.run();
        assertEquals(Map.of(), delete.contents());
    }

    @Test
    void hazard14OnlyTheDocumentsOfTheClaimAreRead() {
        ClaimDriver claim = ClaimDriver.ofAll().with(OLD_OWNER, old(A, "A"));
        TreeSet<Key> keys = new TreeSet<>();
        for (String stage : claim.stages()) {
            for (Entry entry : claim.found(stage)) {
                keys.add(entry.key());
                keys.addAll(claim.stage(stage).facts(entry));
            }
        }
        assertEquals(new TreeSet<>(List.of(NEW_OWNER, OLD_OWNER)), keys);
    }
}
