package dev.handover.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.claim.ClaimOperation;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.run.Applier;
import dev.handover.run.Auditor;
import dev.handover.run.Controls;
import dev.handover.run.Deadline;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Planner;
import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Vault;
import dev.handover.run.Work;
import dev.handover.run.local.KeyFileSigner;
import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.memory.MemoryStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A stack for GeneNetwork with every port in memory, for tests of handlers. The clock stands still
/// until a test moves it.
public final class MemoryStack {
    /// The run of the event files.
    public static final String RUN = "5f0f6d0a-7c1e-5b60-9d35-0c8a55d3f1e2";

    public static final String OLD = "01d0ffee-0000-4000-8000-000000000001";
    public static final String NEW = "a1c0ffee-0000-4000-8000-000000000001";

    public Instant now = Instant.parse("2026-01-05T10:00:00Z");
    public final DataMap map = DataMap.load("genenetwork");
    public final MemoryTable ledger = new MemoryTable();
    public final MemoryQueues queues = new MemoryQueues();
    public final MemoryStore redis = new MemoryStore(Atomicity.ALL);
    public final List<String> logged = new ArrayList<>();
    public final Engine engine = engine();

    private Engine engine() {
        RunKeys keys = new RunKeys(new MemoryTable(), new MemoryWrapper());
        Settings settings =
                new Settings(
                        50,
                        8,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(75),
                        Duration.ZERO,
                        map.claimed().undo());
        return new Engine(
                new Ledger(ledger, () -> now),
                keys,
                new Vault(new MemoryBlobs(), keys),
                queues,
                _ -> redis,
                Map.of("claim", new ClaimOperation(ClaimRules.of(map.claimed()), _ -> redis)),
                signer(),
                new Log(logged::add, () -> now, new Log.Source("test", "test")),
                () -> now,
                settings);
    }

    private static KeyFileSigner signer() {
        try {
            return new KeyFileSigner(
                    Files.createTempDirectory("handover-test").resolve("signing.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes a field of one of the system's hashes.
    public MemoryStack with(String hash, String field, String json) {
        redis.writeFromOutside(new Key("redis", hash, field), Content.of(json));
        return this;
    }

    /// The old account, with one collection.
    public MemoryStack withOldAccount() {
        with(
                "users",
                OLD,
                """
                {"user_id": "%s", "email_address": "jane@example.org", "full_name": "Jane Doe"}\
                """
                        .formatted(OLD));
        return with("collections", OLD, "[" + collection(1, "Liver genes") + "]");
    }

    public static String collection(int number, String name) {
        return """
        {"id": "c0c0ffee-0000-4000-8000-%012d", "name": "%s", "created_timestamp": "Mar 05 2021 09:07AM", \
        "changed_timestamp": "Mar 06 2021 09:07AM", "num_members": 1, "members": ["1435464_at:HC_M2_0606_P"]}\
        """
                .formatted(number, name);
    }

    public Run run(String runId) {
        return engine.ledger().runs.find(runId).orElseThrow();
    }

    /// A claim of all that the old account has, under the id that the event files speak of.
    public Run startClaim() {
        return new Controls(engine)
                .start(
                        new Controls.Request(
                                RUN,
                                "claim",
                                Json.read(
                                        "{\"to\":\"%s\",\"from\":[\"%s\"]}".formatted(NEW, OLD),
                                        ObjectNode.class),
                                List.of(OLD, NEW),
                                "tester",
                                false,
                                false,
                                false));
    }

    /// Takes the engine's messages off the queues and does what they say, until there are none.
    public void work() {
        work(EnumSet.of(Queues.Name.PLANS, Queues.Name.BATCHES, Queues.Name.VERIFICATIONS));
    }

    /// The same with the messages of these queues only; the others are left there.
    public void work(Set<Queues.Name> only) {
        List<MemoryQueues.Sent> left = new ArrayList<>();
        for (List<MemoryQueues.Sent> due = queues.take(); !due.isEmpty(); due = queues.take()) {
            for (MemoryQueues.Sent message : due) {
                if (only.contains(message.queue())) {
                    work(message.body());
                } else {
                    left.add(message);
                }
            }
        }
        left.forEach(message ->
                queues.send(
                        message.queue(), message.body(), message.delay(), message.attributes()));
    }

    private void work(String body) {
        switch (Work.parse(body)) {
            case Work.Plan plan -> new Planner(engine).plan(plan, Deadline.NONE);
            case Work.Batch batch -> new Applier(engine).apply(batch, Deadline.NONE);
            case Work.Verify verify -> new Auditor(engine).verify(verify, Deadline.NONE);
        }
    }
}
