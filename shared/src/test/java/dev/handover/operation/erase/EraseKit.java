package dev.handover.operation.erase;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Wiring;
import dev.handover.operation.DataMap;
import dev.handover.run.Applier;
import dev.handover.run.Auditor;
import dev.handover.run.Confided;
import dev.handover.run.Controls;
import dev.handover.run.DeadBatches;
import dev.handover.run.Deadline;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Planner;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Signer;
import dev.handover.run.Sweeper;
import dev.handover.run.Vault;
import dev.handover.run.Work;
import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whole runs over any stores, with the engine's own ports in memory and a clock that stands still
/// until it is moved.
public final class EraseKit {
    Instant now = Instant.parse("2026-03-01T08:00:00Z");
    public final List<String> logged = new ArrayList<>();
    public final MemoryBlobs blobs = new MemoryBlobs();
    public final MemoryTable table = new MemoryTable();
    public final MemoryQueues queues = new MemoryQueues();
    public final Engine engine;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<MemoryQueues.Sent> effects = new ArrayList<>();
    private int runs;

    /// How long each worker has.
    Deadline deadline = Deadline.NONE;

    private record Waiting(Instant due, MemoryQueues.Sent sent) {}

    public EraseKit(DataMap map, Stores stores) {
        RunKeys keys = new RunKeys(new MemoryTable(), new MemoryWrapper());
        engine =
                new Engine(
                        new Ledger(table, () -> now),
                        keys,
                        new Vault(blobs, keys),
                        queues,
                        stores,
                        Wiring.operations(map, stores, keys),
                        message -> new Signer.Signature("test", "test", message.clone()),
                        new Log(logged::add, () -> now, new Log.Source("test", "test")),
                        () -> now,
                        Settings.USUAL);
    }

    /// Starts a run and lets it stand.
    ///
    /// @param confided null where nothing is said of persons but their ids
    public String start(
            String operation,
            ObjectNode request,
            List<String> participants,
            @Nullable Confided confided) {
        return new Controls(engine)
                .start(
                        new Controls.Request(
                                "run-" + ++runs,
                                operation,
                                request,
                                participants,
                                "tester",
                                false,
                                false,
                                false,
                                confided))
                .runId();
    }

    /// Erases to the end.
    public Run erase(String subject, String... names) {
        return toTheEnd(start("run-" + ++runs, subject, names));
    }

    public String start(String runId, String subject, String... names) {
        return new Controls(engine)
                .start(
                        new Controls.Request(
                                runId,
                                "erase",
                                Json.object().put("subject", subject),
                                List.of(subject),
                                "tester",
                                false,
                                false,
                                false,
                                names.length == 0
                                        ? null
                                        : new Confided(List.of(names), null, List.of("admin-1"))))
                .runId();
    }

    public Run toTheEnd(String runId) {
        for (int minute = 0; minute < 60; minute++) {
            deliver();
            if (run(runId).end() != null) {
                break;
            }
            now = now.plus(Duration.ofMinutes(1));
            new Sweeper(engine).sweep(Deadline.NONE);
        }
        return run(runId);
    }

    public Run redrive(String runId) {
        new Controls(engine).redrive(runId, "tester", "");
        return toTheEnd(runId);
    }

    public Run undo(String runId) {
        new Controls(engine).undo(runId, "tester", "");
        return toTheEnd(runId);
    }

    /// Lets time pass, with a sweep at its end, and works off what comes of it.
    public void pass(Duration time) {
        now = now.plus(time);
        new Sweeper(engine).sweep(Deadline.NONE);
        deliver();
        now = now.plus(Duration.ofMinutes(2));
        new Sweeper(engine).sweep(Deadline.NONE);
        deliver();
    }

    public Run run(String runId) {
        return engine.ledger().runs.find(runId).orElseThrow();
    }

    public Receipts.Receipt receipt(String runId) {
        return Json.read(
                Receipts.find(engine.vault(), run(runId)).orElseThrow().receipt(),
                Receipts.Receipt.class);
    }

    public List<MemoryQueues.Sent> effects() {
        return effects;
    }

    /// Everything that is due, until the queues are quiet.
    private void deliver() {
        boolean any = true;
        while (any) {
            queues.take().forEach(sent -> waiting.add(new Waiting(now.plus(sent.delay()), sent)));
            List<Waiting> due =
                    waiting.stream().filter(message -> !message.due().isAfter(now)).toList();
            waiting.removeAll(due);
            any = !due.isEmpty();
            for (Waiting message : due) {
                switch (message.sent().queue()) {
                    case PLANS, BATCHES, VERIFICATIONS ->
                            deliver(Work.parse(message.sent().body()));
                    case EFFECTS -> effects.add(message.sent());
                    default -> {}
                }
            }
        }
    }

    /// As often as the queue would before it gives up.
    private void deliver(Work work) {
        for (int receive = 0; receive < 5; receive++) {
            try {
                switch (work) {
                    case Work.Plan plan -> new Planner(engine).plan(plan, deadline);
                    case Work.Batch batch -> new Applier(engine).apply(batch, deadline);
                    case Work.Verify verify -> new Auditor(engine).verify(verify, deadline);
                }
                return;
            } catch (StoreUnavailable down) {
                // the message comes again
            }
        }
        new DeadBatches(engine).close(work);
    }
}
