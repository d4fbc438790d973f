package dev.handover.operation.offer;

import dev.handover.document.Content;
import dev.handover.lambda.ClaimWiring;
import dev.handover.lambda.Persons;
import dev.handover.operation.DataMap;
import dev.handover.operation.claim.ClaimOperation;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.run.Applier;
import dev.handover.run.Auditor;
import dev.handover.run.Deadline;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Planner;
import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Signer;
import dev.handover.run.Vault;
import dev.handover.run.Work;
import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.Key;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.apache5.Apache5HttpClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// GeneNetwork in memory, a login's way through it, and an auth system that really answers over
/// HTTP. The clock stands still until a test moves it. Everything that was logged and mailed can be
/// looked at.
public final class ClaimKit implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");
    public static final String JANE = "a1c0ffee-0000-4000-8000-000000000001";
    public static final String OLD_JANE = "01d0ffee-0000-4000-8000-000000000001";
    public static final String A = "aaaaaaaa-0000-4000-8000-000000000001";
    public static final String B = "bbbbbbbb-0000-4000-8000-000000000002";
    public static final String C = "cccccccc-0000-4000-8000-000000000003";
    public static final String SECRET = "cookie secret";

    public Instant now = START;
    public final AuthStandIn auth = new AuthStandIn();
    public final MemoryTable table = new MemoryTable();
    public final MemoryStore memory;
    public final MemoryQueues queues = new MemoryQueues();
    public final List<String> logged = new ArrayList<>();
    public final Log log = new Log(logged::add, () -> now, new Log.Source("test", "test"));
    public final RunKeys keys = new RunKeys(new MemoryTable(), new MemoryWrapper());

    /// The last code that was mailed to an address.
    public final Map<String, String> mailed = new TreeMap<>();

    public final Mailer mailer = (address, code, _) -> mailed.put(address, code);
    public final Engine engine;
    public final ClaimWiring claim;

    public ClaimKit() {
        this(DataMap.load("genenetwork"));
    }

    public ClaimKit(DataMap map) {
        CountedStore store = new CountedStore();
        memory = store.memory;
        Ledger ledger = new Ledger(table, () -> now);
        engine =
                new Engine(
                        ledger,
                        keys,
                        new Vault(new MemoryBlobs(), keys),
                        queues,
                        _ -> store,
                        Map.of(
                                "claim",
                                new ClaimOperation(ClaimRules.of(map.claimed()), _ -> store)),
                        _ -> new Signer.Signature("none", "test", new byte[] {1}),
                        log,
                        () -> now,
                        Settings.USUAL);
        claim = new ClaimWiring(map, _ -> store, table, ledger.runs, keys, log, () -> now);
    }

    public Persons persons() {
        return new Persons(new UserInfo(auth.url(), Apache5HttpClient.create()));
    }

    /// An old account of the system.
    public ClaimKit account(String id, String email) {
        return record(
                id,
                "{\"user_id\": \"%s\", \"email_address\": \"%s\", \"full_name\": \"Jane Doe\"}"
                        .formatted(id, email));
    }

    /// Whatever stands in the old account base.
    public ClaimKit record(String id, String json) {
        return set("users", id, json);
    }

    public ClaimKit set(String hash, String field, @Nullable String value) {
        memory.writeFromOutside(
                new Key("redis", hash, field), value == null ? null : Content.of(value));
        return this;
    }

    /// A list of collections, in the old dialect.
    public ClaimKit old(String owner, String... collections) {
        return set("collections", owner, "[" + String.join(", ", collections) + "]");
    }

    public Optional<String> text(String hash, String owner) {
        return Optional.ofNullable(memory.contents().get(new Key("redis", hash, owner)))
                .map(Content::text);
    }

    public static String collection(String id, String name, String... members) {
        return """
        {"id": "%s", "name": "%s", "created_timestamp": "Mar 05 2021 09:07AM", \
        "changed_timestamp": "Sep 30 2022 12:30PM", "num_members": %d, "members": [%s]}\
        """
                .formatted(
                        id,
                        name,
                        members.length,
                        Stream.of(members)
                                .map(m -> '"' + m + '"')
                                .collect(Collectors.joining(", ")));
    }

    /// Jane is logged in (`jane`), has an old account of the same address, and two collections
    /// there.
    public ClaimKit jane() {
        auth.knows("jane", JANE, "jane@example.org", "");
        account(OLD_JANE, "jane@example.org");
        old(
                OLD_JANE,
                collection(A, "Liver", "1:BXDPublish"),
                collection(B, "Brain", "2:BXDPublish", "3:BXDPublish"));
        return walk();
    }

    /// To the end of a walk over the old accounts.
    public ClaimKit walk() {
        while (!claim.walk().step(100, Instant.MAX).isFinished()) {}
        return this;
    }

    /// The offer that a login finds now.
    public Offer offer(String userId, String email, String... anonymous) {
        Offers.Look look =
                claim.offers().look(userId, claim.hashing().of(email), List.of(anonymous));
        return ((Offers.Look.Found) look).offer();
    }

    /// Works off what is queued until nothing comes any more.
    public Run runAll(String runId) {
        for (int i = 0; i < 100 && !queues.sent().isEmpty(); i++) {
            queues.take().forEach(message -> deliver(message.queue(), message.body()));
            now = now.plus(Duration.ofMinutes(1));
        }
        return engine.ledger().runs.find(runId).orElseThrow();
    }

    private void deliver(Queues.Name queue, String body) {
        if (queue == Queues.Name.PLANS
                || queue == Queues.Name.BATCHES
                || queue == Queues.Name.VERIFICATIONS) {
            switch (Work.parse(body)) {
                case Work.Plan plan -> new Planner(engine).plan(plan, Deadline.NONE);
                case Work.Batch batch -> new Applier(engine).apply(batch, Deadline.NONE);
                case Work.Verify verify -> new Auditor(engine).verify(verify, Deadline.NONE);
            }
        }
    }

    /// How often an event was logged with this in its line.
    public long logged(String event, String with) {
        return logged.stream()
                .filter(line -> line.contains("\"event\":\"" + event + "\"") && line.contains(with))
                .count();
    }

    @Override
    public void close() {
        auth.close();
    }
}
