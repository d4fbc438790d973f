package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.claim.OldAccount.Malformed;
import dev.handover.operation.claim.WalkReport.Phase;
import dev.handover.run.Table;
import dev.handover.run.aws.DynamoTable;
import dev.handover.run.memory.MemoryTable;
import dev.handover.testing.Servers;
import dev.handover.testing.Tables;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class IndexWalkTest {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final OldBase base = new OldBase();
    private final MemoryTable table = new MemoryTable();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void hazard02AWalkCountsEveryAccountAndNamesThoseThatNobodyCanBeMatchedWith() {
        base.person("ann", "ann@example.com");
        base.person("bob", "bob@example.com");
        base.record(
                "no-id",
                "{\"email_address\": \"x@example.com\"}"); // stopped everybody's login once
        base.record("broken", "{");
        base.record("git", "{\"user_id\": \"git\", \"login_type\": \"github\"}"); // hazard 7
        base.record("orc", "{\"user_id\": \"orc\", \"login_type\": \"orcid\"}");
        base.record("y".repeat(2_000), "{}");

        WalkReport report = walk(table, 3);

        assertEquals(Phase.FINISHED, report.phase());
        assertEquals(2, report.accounts());
        assertEquals(
                Map.of("no-user-id", 1L, "broken-json", 1L, "no-email", 2L, "id-too-long", 1L),
                report.malformed());
        assertEquals(5, report.examples().size());
        assertTrue(report.examples().contains(new Malformed("git", "no-email")));
        assertEquals(7, report.size());
        assertEquals(List.of("ann"), candidates("ann@example.com"));
        assertEquals(List.of(), candidates("x@example.com"));
    }

    @Test
    void hazard04AllAccountsOfOneAddressAreInTheIndex() {
        base.person("one", "jane@example.com");
        base.person("two", "jane@example.com");
        base.person("three", "Jane@EXAMPLE.com");
        walk(table, 2);

        assertEquals(List.of("one", "three", "two"), candidates("jane@example.com"));
    }

    @Test
    void theLedgerHoldsIdsAndHashesButNoAddress() {
        base.person("id-7", "jane.doe@example.com");
        walk(table, 2);

        String everything = table.items().toString();
        assertTrue(everything.contains("id-7"));
        assertFalse(everything.contains("jane"));
        assertFalse(everything.contains("example.com"));
    }

    @Test
    void aStepDoesOnePageAndMoreOnlyUntilItsDeadline() {
        people(25);

        WalkReport first = walk(table).step(10, now);
        assertEquals(Phase.SCANNING, first.phase());
        assertEquals(1, base.finds);
        WalkReport rest =
                walk(table)
                        .step(10, now.plusSeconds(60)); // another process; the clock stands still
        assertEquals(Phase.FINISHED, rest.phase());
        assertEquals(3, base.finds);
        assertEquals(25, rest.accounts());
    }

    @Test
    void aFinishedWalkRestsUntilThePauseIsOver() {
        people(3);
        assertEquals(1, walk(table, 10).number());
        int finds = base.finds;

        now = now.plus(PAUSE).minusMillis(1);
        assertEquals(1, walk(table).step(10, now).number());
        assertEquals(finds, base.finds);
        now = now.plusMillis(1);
        assertEquals(2, walk(table).step(10, now).number());
    }

    @Test
    void theIndexServesWhileTheNextWalkIsUnderWay() {
        assertTrue(walk(table).lastFinished().isEmpty());
        people(3);
        walk(table, 10);
        now = now.plus(PAUSE);
        walk(table).step(1, now);

        assertEquals(1, walk(table).lastFinished().orElseThrow().number());
        assertEquals(List.of("id-1"), candidates("person1@example.com"));
    }

    @Test
    void accountsThatAppearedMovedOrVanishedSinceTheWalkBeforeAreNoticed() {
        people(5);
        assertEquals(5, walk(table, 2).appeared());
        base.person("id-0", "new.address@example.com"); // moved
        base.person("id-1", "PERSON1@example.com"); // moved, but is folded to the same
        base.record("id-2", "{}"); // can't be found any more
        base.remove("id-3"); // vanished
        base.person("id-9", "nine@example.com"); // appeared
        now = now.plus(PAUSE);

        WalkReport second = walk(table, 2);

        assertEquals(1, second.appeared());
        assertEquals(3, second.moved());
        assertEquals(1, second.vanished());
        assertEquals(4, second.accounts());
        assertEquals(List.of("id-0"), candidates("new.address@example.com"));
        for (String old :
                List.of("person0@example.com", "person2@example.com", "person3@example.com")) {
            assertEquals(List.of(), candidates(old));
        }

        now = now.plus(PAUSE);
        WalkReport third = walk(table, 2);
        assertEquals(
                List.of(0L, 0L, 0L, 4L),
                List.of(third.appeared(), third.moved(), third.vanished(), third.accounts()));
        base.person("id-3", "person3@example.com");
        now = now.plus(PAUSE);
        assertEquals(1, walk(table, 2).appeared()); // came back
        assertEquals(List.of("id-3"), candidates("person3@example.com"));
    }

    @Test
    void aScanThatGivesAccountsTwiceCountsThemOnce() {
        people(20);
        base.record("bad", "{}");
        base.repeatsPages = true;

        WalkReport report = walk(table, 3);

        assertEquals(20, report.accounts());
        assertEquals(20 + 1, report.appeared());
        assertEquals(Map.of("no-user-id", 1L), report.malformed());
    }

    @Test
    void aWalkThatIsCutAtAnyWriteEndsWithTheSameIndexAndTheSameCounts() {
        List<WalkReport> clean = twoWalks(new MemoryTable(), new OldBase());
        for (boolean afterwards : new boolean[] {false, true}) {
            int nth = 0;
            boolean failed;
            do {
                MemoryTable under = new MemoryTable();
                FailingTable failing = new FailingTable(under, ++nth, afterwards);
                List<WalkReport> reports = twoWalks(failing, new OldBase());
                failed = failing.hasFailed();

                String what = "write " + nth + (afterwards ? " cut after it" : " cut before it");
                assertEquals(clean, reports, what);
                AccountIndex index = new AccountIndex(under);
                assertEquals(List.of("a"), index.candidates(OldBase.hash("new@example.com")), what);
                assertEquals(List.of(), index.candidates(OldBase.hash("b@example.com")), what);
                assertEquals(List.of("c"), index.candidates(OldBase.hash("c@example.com")), what);
            } while (failed);
            assertTrue(nth > 20, "it has tried " + nth + " writes");
        }
    }

    /// Between the walks one account moves and one vanishes.
    private List<WalkReport> twoWalks(Table table, OldBase base) {
        Instant[] clock = {Instant.parse("2026-11-22T10:00:00Z")};
        IndexWalk walk =
                new IndexWalk(base.accounts(), table, OldBase.HASHING, PAUSE, () -> clock[0]);
        base.person("a", "a@example.com");
        base.person("b", "b@example.com");
        base.person("c", "c@example.com");
        base.record("d", "{}");
        WalkReport first = untilFinished(walk, 2, 1);
        base.person("a", "new@example.com");
        base.remove("b");
        clock[0] = clock[0].plus(PAUSE);
        return List.of(first, untilFinished(walk, 2, 2));
    }

    @Test
    void twoWalkersAtOnceDoTheWorkOnce() {
        people(10);
        IndexWalk one = walk(table);
        IndexWalk other = walk(table);
        WalkReport report;
        do {
            report = one.step(3, now);
            report = report.isFinished() ? report : other.step(3, now);
        } while (!report.isFinished());

        assertEquals(10, report.accounts());
        assertEquals(10, report.appeared());
    }

    @Test
    void aNewKeyMakesTheIndexAnewAndUntilThenThereIsNone() {
        people(3);
        walk(table, 10);
        EmailHashing otherKey = new EmailHashing(new byte[32]);
        OldAccounts accounts = new OldAccounts(base, OldBase.WHERE, otherKey);
        IndexWalk walk = new IndexWalk(accounts, table, otherKey, PAUSE, () -> now);

        assertTrue(walk.lastFinished().isEmpty());
        WalkReport report = untilFinished(walk, 10, 2); // at once: the pause is not for this
        assertEquals(3, report.moved());
        assertEquals(
                List.of("id-1"),
                new AccountIndex(table)
                        .candidates(otherKey.of("person1@example.com").orElseThrow()));
        assertEquals(List.of(), candidates("person1@example.com"));
    }

    @Test
    void aDynamoTableHoldsItLikeTheOneInMemory() {
        String name = Servers.freshName("index");
        Tables.create(Servers.dynamo(), name);
        Table dynamo = new DynamoTable(Servers.dynamo(), name);
        base.person(
                "",
                "empty.id@example.com"); // is malformed: no key of DynamoDB, if it were kept as it
        // is
        base.person("odd id / é", "odd.id@example.com");
        base.record("bad", "{}");

        WalkReport report = walk(dynamo, 1);

        assertEquals(1, report.accounts());
        assertEquals(Map.of("no-user-id", 2L), report.malformed());
        assertEquals(
                List.of("odd id / é"),
                new AccountIndex(dynamo).candidates(OldBase.hash("odd.id@example.com")));
        assertEquals(report, walk(dynamo).lastFinished().orElseThrow());
    }

    @Test
    void troubleWithTheStoreIsThrownAndTheNextStepGoesOn() {
        people(5);
        walk(table).step(2, now);
        Table refusing = new FailingTable(table, 1, false);
        assertThrows(FailingTable.Crash.class, () -> walk(refusing).step(2, now));
        assertEquals(5, walk(table, 2).accounts());
    }

    private void people(int count) {
        for (int i = 0; i < count; i++) {
            base.person("id-" + i, "person" + i + "@example.com");
        }
    }

    private List<String> candidates(String address) {
        return new AccountIndex(table).candidates(OldBase.hash(address));
    }

    private IndexWalk walk(Table table) {
        return new IndexWalk(base.accounts(), table, OldBase.HASHING, PAUSE, () -> now);
    }

    private WalkReport walk(Table table, int limit) {
        IndexWalk walk = walk(table);
        WalkReport report = walk.step(limit, now);
        return report.isFinished() ? report : untilFinished(walk, limit, report.number());
    }

    /// Step by step; a step that crashes is followed by another.
    private WalkReport untilFinished(IndexWalk walk, int limit, int number) {
        for (int steps = 0; steps < 1_000; steps++) {
            try {
                WalkReport report = walk.step(limit, Instant.MIN);
                if (report.isFinished() && report.number() == number) {
                    return report;
                }
            } catch (FailingTable.Crash _) {
                // the function died; its trigger comes again
            }
        }
        throw new AssertionError("the walk never ends");
    }
}
