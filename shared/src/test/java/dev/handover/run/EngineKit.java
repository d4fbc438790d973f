package dev.handover.run;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.run.local.KeyFileSigner;
import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The engine on ports in memory, with a clock that stands still until a test moves it, and the
/// queues' deliveries in the test's hand. Batches of 2 documents in at most 3 lanes, so that a
/// handful of notes shows everything.
final class EngineKit {
    /// Queues that nothing of ours reads.
    static final Set<Queues.Name> OUTSIDE = EnumSet.of(Queues.Name.EFFECTS, Queues.Name.EVENTS);

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    Instant now = START;
    final MemoryTable ledgerTable = new MemoryTable();
    final MemoryTable keysTable = new MemoryTable();
    final MemoryBlobs blobs = new MemoryBlobs();
    final MemoryQueues queues = new MemoryQueues();
    final MemoryStore memory = new MemoryStore(Atomicity.ALL);
    final List<String> logged = new ArrayList<>();
    final KeyFileSigner signer = newSigner();

    /// What the engine sees; a test may put something else in between.
    Store store = memory;

    final Ledger ledger = new Ledger(ledgerTable, () -> now);
    final RunKeys keys = new RunKeys(keysTable, new MemoryWrapper());
    final Vault vault = new Vault(blobs, keys);
    final Settings settings =
            new Settings(
                    2,
                    3,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(5),
                    Duration.ofDays(1));
    final Map<String, Operation> operations =
            new HashMap<>(Map.of("erase", new Deletions(() -> store)));
    final Engine engine =
            new Engine(
                    ledger,
                    keys,
                    vault,
                    queues,
                    _ -> store,
                    operations,
                    signer,
                    new Log(logged::add, () -> now, new Log.Source("test", "test")),
                    () -> now,
                    settings);
    final Controls controls = new Controls(engine);
    final Planner planner = new Planner(engine);
    final Applier applier = new Applier(engine);
    final Auditor auditor = new Auditor(engine);
    final Sweeper sweeper = new Sweeper(engine);
    final DeadBatches deadBatches = new DeadBatches(engine);

    private static KeyFileSigner newSigner() {
        try {
            return new KeyFileSigner(
                    Files.createTempDirectory("handover-test").resolve("signing.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EngineKit note(String id, String json) {
        memory.writeFromOutside(Deletions.note(id), Content.of(json));
        return this;
    }

    /// So many notes of Jane's, `note-00` and on.
    EngineKit notes(int count) {
        for (int i = 0; i < count; i++) {
            note("note-%02d".formatted(i), "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}");
        }
        return this;
    }

    String text(String id) {
        Key key = Deletions.note(id);
        return memory.contents().get(key).text();
    }

    Controls.Request request(String runId) {
        return new Controls.Request(
                runId,
                "erase",
                Json.object().put("subject", "jane"),
                List.of("jane"),
                "tester",
                false,
                false,
                false);
    }

    Run start(String runId) {
        return controls.start(request(runId));
    }

    Run run(String runId) {
        return ledger.runs.find(runId).orElseThrow();
    }

    Run.State state(String runId) {
        return run(runId).state();
    }

    /// Plans the run that was started last.
    ///
    /// @return the first batch, not delivered yet
    Work.Batch planned() {
        deliver(queues.take().getFirst().body());
        return (Work.Batch) Work.parse(queues.take().getFirst().body());
    }

    /// Delivers every message that is due, one after the other, until the queues are quiet; effects
    /// and events stay.
    List<Outcome> deliver() {
        List<Outcome> outcomes = new ArrayList<>();
        List<MemoryQueues.Sent> waiting = new ArrayList<>(queues.take());
        List<MemoryQueues.Sent> kept = new ArrayList<>();
        while (!waiting.isEmpty()) {
            MemoryQueues.Sent message = waiting.removeFirst();
            if (OUTSIDE.contains(message.queue()) || message.delay().isPositive()) {
                kept.add(message);
            } else {
                outcomes.add(deliver(message.body()));
                waiting.addAll(queues.take());
            }
        }
        kept.forEach(message ->
                queues.send(
                        message.queue(), message.body(), message.delay(), message.attributes()));
        return outcomes;
    }

    Outcome deliver(String body) {
        return switch (Work.parse(body)) {
            case Work.Plan plan -> planner.plan(plan, Deadline.NONE);
            case Work.Batch batch -> applier.apply(batch, Deadline.NONE);
            case Work.Verify verify -> auditor.verify(verify, Deadline.NONE);
        };
    }

    /// Lets the time pass that delayed messages wait for, and delivers them.
    void tick(Duration time) {
        now = now.plus(time);
        List<MemoryQueues.Sent> due = queues.take();
        due.forEach(message ->
                queues.send(
                        message.queue(),
                        message.body(),
                        message.delay().compareTo(time) > 0
                                ? message.delay().minus(time)
                                : Duration.ZERO,
                        message.attributes()));
        deliver();
    }

    /// To the end, through settle times and waits; the sweep runs as it does every minute.
    Run.State runAll(String runId) {
        deliver();
        for (int minute = 0;
                minute < 20 && ledger.runs.live(null, 1).items().size() > 0;
                minute++) {
            tick(Duration.ofMinutes(1));
            sweeper.sweep(Deadline.NONE);
            deliver();
        }
        return state(runId);
    }

    List<String> effects() {
        return queues.sent(Queues.Name.EFFECTS).stream()
                .map(message -> message.attributes().get("effectId"))
                .toList();
    }
}
