package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.DataMap;
import dev.handover.operation.claim.AccountFinder.Bound;
import dev.handover.operation.claim.OldAccount.Account;
import dev.handover.run.memory.MemoryTable;
import dev.handover.store.redis.RedisStore;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.Test;

import redis.clients.jedis.RedisClient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The account base as it really stands: a Redis hash that is scanned, counted and read.
class AccountsInRedisTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z"));

    private final String users = Servers.freshName("users");

    @Test
    void hazard14AWalkThenLoginsThatReadOnlyWhatTheyNeedAndNewAccountsWithinABound() {
        try (RedisClient app = RedisClient.create(Servers.redisUri());
                RedisStore redis = RedisStore.open("redis", Servers.redisUri())) {
            for (int i = 0; i < 1_200; i++) {
                person(app, "id-" + i, "Person" + i + "@Example.com");
            }
            app.hset(users, "broken", "{");
            MemoryTable table = new MemoryTable();
            DataMap.Accounts where =
                    new DataMap.Accounts("redis", users, "user_id", "email_address", null);
            OldAccounts accounts = new OldAccounts(redis, where, OldBase.HASHING);
            IndexWalk walk =
                    new IndexWalk(accounts, table, OldBase.HASHING, Duration.ofHours(1), CLOCK);
            AccountFinder finder =
                    new AccountFinder(
                            accounts,
                            table,
                            OldBase.HASHING,
                            new Bound(1, Duration.ofHours(1)),
                            CLOCK);
            assertFalse(
                    finder.find(OldBase.hash("Person7@example.com")).complete(),
                    "no index yet, and a tight bound");

            WalkReport report = walk.step(500, Instant.MAX);

            assertEquals(1_200, report.accounts());
            assertEquals(1L, report.malformed().get("broken-json"));
            assertEquals(1_201, report.size());
            AccountFinder.Found found = finder.find(OldBase.hash("Person7@example.com"));
            assertEquals(List.of("id-7"), found.exact().stream().map(Account::id).toList());
            assertTrue(found.complete());

            person(app, "late", "late@example.com");
            assertFalse(finder.find(OldBase.hash("late@example.com")).complete());
            AccountFinder wider =
                    new AccountFinder(accounts, table, OldBase.HASHING, AccountFinder.BOUND, CLOCK);
            assertEquals(
                    "late", wider.find(OldBase.hash("late@example.com")).exact().getFirst().id());
        }
    }

    private void person(RedisClient app, String id, String address) {
        app.hset(
                users,
                id,
                "{\"user_id\": \"%s\", \"email_address\": \"%s\"}".formatted(id, address));
    }
}
