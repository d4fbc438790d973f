package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.claim.AccountFinder.Bound;
import dev.handover.operation.claim.AccountFinder.Found;
import dev.handover.operation.claim.OldAccount.Account;
import dev.handover.run.memory.MemoryTable;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class AccountFinderTest {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final OldBase base = new OldBase();
    private final MemoryTable table = new MemoryTable();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private Bound bound = AccountFinder.BOUND;

    @Test
    void hazard03TheSameAddressIsAMatchAndAnotherCaseBeforeTheAtIsAHint() {
        base.person("same", "Jane.Doe@UTHSC.EDU");
        base.person("other-case", "jane.doe@uthsc.edu");
        base.person("somebody-else", "janedoe@uthsc.edu");
        walk();

        Found found = find("Jane.Doe@uthsc.edu");

        assertEquals(List.of("same"), ids(found.exact()));
        assertEquals(List.of("other-case"), ids(found.folded()));
        assertTrue(found.complete());
    }

    @Test
    void hazard04AllAccountsWithOneAddressAreFound() {
        base.person("one", "jane@example.com");
        base.person("two", "jane@example.com");
        base.person("three", " jane@example.com");
        walk();

        assertEquals(List.of("one", "three", "two"), ids(find("jane@example.com").exact()));
    }

    @Test
    void hazard05AnAccountMadeAfterTheWalkIsFoundAtTheNextLogin() {
        base.person("early", "jane@example.com");
        walk();
        base.person("late", "jane@example.com");

        Found found = find("jane@example.com");

        assertEquals(List.of("early", "late"), ids(found.exact()));
        assertTrue(found.complete());
    }

    @Test
    void hazard07AnAccountWithoutAnAddressIsNobodysByLoginAndNoTrouble() {
        base.record("git", "{\"user_id\": \"git\", \"login_type\": \"github\"}");
        base.person("jane", "jane@example.com");
        walk();

        assertEquals(List.of("jane"), ids(find("jane@example.com").exact()));
        assertEquals(
                1,
                new IndexWalk(base.accounts(), table, OldBase.HASHING, PAUSE, () -> now)
                        .lastFinished()
                        .orElseThrow()
                        .malformed()
                        .get("no-email")); // an operator finds them here
    }

    @Test
    void hazard14ALoginReadsAHandfulOfAccountsHoweverManyThereAre() {
        for (int i = 0; i < 2_000; i++) {
            base.person("id-" + i, "person" + i + "@example.com");
        }
        walk();
        base.finds = 0;
        base.reads = 0;

        assertEquals(List.of("id-7"), ids(find("person7@example.com").exact()));

        assertEquals(0, base.finds);
        assertEquals(1, base.reads);
    }

    @Test
    void theAccountAsItIsNowDecidesNotTheIndex() {
        base.person("moved", "jane@example.com");
        base.person("vanished", "jane@example.com");
        base.person("broke", "jane@example.com");
        base.person("still", "jane@example.com");
        walk();
        base.person("moved", "joe@example.com");
        base.remove("vanished");
        base.record("broke", "{");

        assertEquals(List.of("still"), ids(find("jane@example.com").exact()));
    }

    @Test
    void withoutAnIndexASmallBaseIsLookedThroughAtOnce() {
        base.person("jane", "jane@example.com");

        Found found = find("jane@example.com");

        assertEquals(List.of("jane"), ids(found.exact()));
        assertTrue(found.complete());
    }

    @Test
    void whereTheBoundIsHitTheAnswerSaysThatThereMayBeMore() {
        for (int i = 0; i < 3_000; i++) {
            base.person("id-" + i, "person" + i + "@example.com");
        }
        bound = new Bound(2_000, Duration.ofSeconds(2));
        assertFalse(find("nobody@example.com").complete());
        assertEquals(2, base.finds);

        bound = new Bound(3_001, Duration.ofSeconds(2));
        assertTrue(find("nobody@example.com").complete());

        base.finds = 0;
        bound = new Bound(3_000, Duration.ZERO); // no time at all: one page is always looked at
        assertFalse(find("nobody@example.com").complete());
        assertEquals(1, base.finds);
    }

    @Test
    void whoHasNoOldAccountIsToldSo() {
        base.person("jane", "jane@example.com");
        walk();
        assertEquals(new Found(List.of(), List.of(), true), find("nobody@example.com"));
    }

    private static List<String> ids(List<Account> accounts) {
        return accounts.stream().map(Account::id).sorted().toList();
    }

    private Found find(String address) {
        return new AccountFinder(base.accounts(), table, OldBase.HASHING, bound, () -> now)
                .find(OldBase.hash(address));
    }

    private void walk() {
        IndexWalk walk = new IndexWalk(base.accounts(), table, OldBase.HASHING, PAUSE, () -> now);
        assertTrue(walk.step(1_000, Instant.MAX).isFinished());
    }
}
