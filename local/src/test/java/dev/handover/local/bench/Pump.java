package dev.handover.local.bench;

import dev.handover.run.Applier;
import dev.handover.run.Auditor;
import dev.handover.run.Deadline;
import dev.handover.run.Engine;
import dev.handover.run.Planner;
import dev.handover.run.Queues;
import dev.handover.run.Work;
import dev.handover.run.memory.MemoryQueues;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// Does what the queues' messages say until there are none, with several threads: what Lambda does
/// with as many instances.
final class Pump {
    private final Planner planner;
    private final Applier applier;
    private final Auditor auditor;
    private final Queues queues;
    private final Calls calls;
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private volatile boolean quiet;
    private final AtomicReference<RuntimeException> trouble = new AtomicReference<>();

    Pump(Engine engine, Calls calls) {
        planner = new Planner(engine);
        applier = new Applier(engine);
        auditor = new Auditor(engine);
        queues = engine.queues();
        this.calls = calls;
    }

    void untilQuiet(int threads) throws InterruptedException {
        List<Thread> workers =
                IntStream.range(0, threads)
                        .mapToObj(i -> Thread.ofPlatform().name("worker-" + i).start(this::work))
                        .toList();
        for (Thread worker : workers) {
            worker.join();
        }
        if (trouble.get() != null) {
            throw trouble.get();
        }
    }

    /// The same on this thread.
    void here() {
        for (String body = next(); body != null; body = next()) {
            deliver(body);
        }
    }

    private void work() {
        try {
            while (trouble.get() == null && !quiet) {
                String body = next();
                if (body != null) {
                    deliver(body);
                } else {
                    LockSupport.parkNanos(1_000_000); // others may be about to send something
                }
            }
        } catch (RuntimeException e) {
            trouble.set(e);
        }
    }

    private synchronized @Nullable String next() {
        boolean alone = atWork.get() == 0; // nobody can send more
        if (taken.isEmpty()) {
            taken.addAll(
                    switch (queues) {
                        case MemoryQueues memory ->
                                memory.take().stream()
                                        .filter(sent -> EmbeddedQueues.WORK.contains(sent.queue()))
                                        .map(MemoryQueues.Sent::body)
                                        .toList();
                        case EmbeddedQueues embedded -> embedded.take();
                        default -> throw new IllegalStateException("queues of another kind");
                    });
        }
        String body = taken.poll();
        if (body != null) {
            atWork.incrementAndGet();
        } else if (alone) {
            quiet = true;
        }
        return body;
    }

    private void deliver(String body) {
        Work work = Work.parse(body);
        calls.count("Lambda " + work.queue());
        switch (work) {
            case Work.Plan plan -> planner.plan(plan, Deadline.NONE);
            case Work.Batch batch -> applier.apply(batch, Deadline.NONE);
            case Work.Verify verify -> auditor.verify(verify, Deadline.NONE);
        }
        atWork.decrementAndGet();
    }
}
