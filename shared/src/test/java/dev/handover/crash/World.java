package dev.handover.crash;

import dev.handover.run.Applier;
import dev.handover.run.Auditor;
import dev.handover.run.Blobs;
import dev.handover.run.Controls;
import dev.handover.run.DeadBatches;
import dev.handover.run.Deadline;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Leg;
import dev.handover.run.Log;
import dev.handover.run.Operation;
import dev.handover.run.Planner;
import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.run.RunKeys;
import dev.handover.run.Settings;
import dev.handover.run.Signer;
import dev.handover.run.Sweeper;
import dev.handover.run.Table;
import dev.handover.run.Vault;
import dev.handover.run.Work;
import dev.handover.run.Wrapper;
import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/// All of Handover in one process: its functions on their queues and schedule, with ports in memory
/// that fail as a [Schedule] says. Every invocation is a cold start.
final class World implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");

    /// As in the template: a function is killed after a minute.
    static final Duration LAMBDA = Duration.ofSeconds(60);

    private static final Duration SWEEP = Duration.ofSeconds(60);

    /// A caller that got no answer asks again after this.
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    /// By then every run has ended: the longest outage, five receives of the last message before it
    /// was over, the latest duplicate.
    private static final Duration LONGEST = Duration.ofHours(12);

    private static final int TRACED = 150; // events

    /// Looking costs as much as what is looked at: every second write. What is wrong stays wrong.
    private static final int LOOKED_AT = 2;

    final Random random;
    final Simulation simulation = new Simulation(START);
    final Trace trace = new Trace(TRACED);
    final Faults faults;
    final SimulatedQueues queues;
    final MemoryTable table = new MemoryTable();
    final MemoryStore store;
    final Register.InMemory register = new Register.InMemory();
    final Tokens tokens;

    /// Sees everything at once, and nothing happens to it.
    final Engine calm;

    private final Set<String> runIds = new LinkedHashSet<>();
    private final Watch watch = new Watch("who sees all");
    private final Sabotage sabotage;
    private final Settings settings;
    private final Log log;
    private final MemoryTable keys = new MemoryTable();
    private final Blobs kept;
    private final Wrapper wrapper = new MemoryWrapper();
    private final Signer signer;
    private final Table faultyTable;
    private final Table faultyKeys;
    private final Blobs faultyBlobs;
    private final Queues faultyQueues;
    private final Wrapper faultyWrapper;
    private final Signer faultySigner;
    private final Store faultyStore;
    private final Map<String, Operation> operations;
    private @Nullable Divergence divergence;
    private int toCome;
    private int ledgerWrites;

    World(Schedule schedule, Subject subject, Sabotage sabotage) {
        this.sabotage = sabotage;
        store = new MemoryStore(subject.atomicity());
        random = new Random(schedule.seed() * 31 + 7);
        Duration settle = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(5);
        settings = new Settings(2, 3, LAMBDA, Duration.ofSeconds(90), settle, Duration.ofDays(30));
        faults = new Faults(simulation, random, schedule, outage(schedule), trace);
        queues = new SimulatedQueues(simulation, faults, random, this::unexpected);
        log = new Log(this::read, simulation::now, new Log.Source("test", "test"));
        signer = message -> new Signer.Signature("EdDSA", "test", message.clone());
        faultyTable = Ports.faulty(Table.class, sabotage.ledger(table, simulation), faults);
        faultyKeys = Ports.faulty(Table.class, keys, faults);
        kept = sabotage.blobs(new MemoryBlobs(), simulation);
        faultyBlobs = Ports.faulty(Blobs.class, kept, faults);
        faultyQueues = Ports.faulty(Queues.class, sabotage.queues(queues, simulation), faults);
        faultyWrapper = Ports.faulty(Wrapper.class, wrapper, faults);
        faultySigner = Ports.faulty(Signer.class, signer, faults);
        faultyStore = new SimulatedStore(sabotage.store(store), faults);
        Operation operation =
                subject.operation(_ -> faultyStore, Ports.faulty(Register.class, register, faults));
        operations = Map.of(operation.name(), operation);
        RunKeys calmKeys = new RunKeys(keys, wrapper);
        calm =
                new Engine(
                        new Ledger(table, simulation::now),
                        calmKeys,
                        new Vault(kept, calmKeys),
                        queues,
                        _ -> store,
                        operations,
                        signer,
                        log,
                        simulation::now,
                        settings);
        subject.fill(store);
        tokens = new Tokens(store);
        listen();
        sweep(Duration.ofMillis(random.nextInt((int) SWEEP.toMillis())));
    }

    private Faults.@Nullable Outage outage(Schedule schedule) {
        boolean out =
                switch (schedule.family()) {
                    case OUTAGE -> true;
                    case UNDONE -> random.nextInt(4) == 0;
                    case ALONE, CONTROLLED, SHARED, RIVALS -> false;
                };
        if (!out) {
            return null;
        }
        List<String> ports = List.of("Store", "Blobs", "Wrapper", "Table", "Signer", "Queues");
        Instant from = START.plus(moment());
        Duration minutes = Duration.ofMinutes(random.nextInt(5, 75));
        return new Faults.Outage(ports.get(random.nextInt(ports.size())), from, from.plus(minutes));
    }

    /// From ten milliseconds to ten minutes: as likely among the first calls as among the last.
    Duration moment() {
        return Duration.ofMillis(Math.round(Math.pow(10, 1 + 4.8 * random.nextDouble())));
    }

    private void listen() {
        queues.listen(Queues.Name.PLANS, body -> work(Work.parse(body)));
        queues.listen(Queues.Name.BATCHES, body -> work(Work.parse(body)));
        queues.listen(Queues.Name.VERIFICATIONS, body -> work(Work.parse(body)));
        queues.listenToDeadLetters(body -> new DeadBatches(engine()).close(Work.parse(body)));
    }

    private void work(Work work) {
        switch (work) {
            case Work.Plan plan -> new Planner(engine()).plan(plan, deadline());
            case Work.Batch batch -> new Applier(engine()).apply(batch, deadline());
            case Work.Verify verify -> new Auditor(engine()).verify(verify, deadline());
        }
    }

    /// A function that has just started.
    private Engine engine() {
        RunKeys runKeys = new RunKeys(faultyKeys, faultyWrapper);
        return new Engine(
                new Ledger(faultyTable, simulation::now),
                runKeys,
                new Vault(faultyBlobs, runKeys),
                faultyQueues,
                _ -> faultyStore,
                operations,
                faultySigner,
                log,
                simulation::now,
                settings);
    }

    private Deadline deadline() {
        Worker worker = simulation.running();
        if (worker == null) {
            return Deadline.NONE;
        }
        Instant near = worker.dies.minus(LAMBDA.dividedBy(10));
        return () -> !simulation.now().isBefore(near);
    }

    private void sweep(Duration delay) {
        if (!sabotage.sweeps()) {
            return;
        }
        simulation.in(
                delay,
                () -> {
                    simulation.start(
                            "sweep",
                            LAMBDA,
                            () -> new Sweeper(engine()).sweep(deadline()),
                            (_, trouble) -> expected(trouble));
                    sweep(SWEEP);
                });
    }

    /// Lets somebody ask, until there is an answer that will do.
    void ask(String what, Duration delay, Predicate<Engine> answered) {
        toCome++;
        asking(what, delay, answered, 0);
    }

    private void asking(String what, Duration delay, Predicate<Engine> answered, int times) {
        boolean[] done = {false};
        simulation.in(
                delay,
                () ->
                        simulation.start(
                                what,
                                Duration.ofSeconds(30), // as long as an HTTP API waits
                                () -> done[0] = answered.test(engine()),
                                (_, trouble) -> {
                                    expected(trouble);
                                    if (trouble == null && done[0]) {
                                        toCome--;
                                    } else {
                                        asking(what, ASK_AGAIN, answered, times + 1);
                                    }
                                }));
    }

    /// Something that happens by itself, outside of Handover.
    void happens(Duration delay, Runnable what) {
        toCome++;
        simulation.in(
                delay,
                () -> {
                    what.run();
                    toCome--;
                });
    }

    void start(Controls.Request request, Duration delay) {
        runIds.add(request.runId());
        ask(
                "start " + request.runId(),
                delay,
                engine -> {
                    new Controls(engine).start(request);
                    return true;
                });
    }

    /// Somebody follows a run on a page, who sees what the ports say one after the other.
    void follow(String runId, int times) {
        Watch follower = new Watch("who follows");
        for (int i = 0; i < times; i++) {
            happens(
                    moment(),
                    () ->
                            simulation.start(
                                    "follow",
                                    Duration.ofSeconds(30),
                                    () -> follower.look(engine(), runId),
                                    (_, trouble) -> expected(trouble)));
        }
    }

    /// Goes on until nothing more is to come.
    void play() {
        Instant latest = simulation.now().plus(LONGEST);
        while (!isOver()) {
            if (!simulation.step() || simulation.now().isAfter(latest)) {
                throw new Divergence("the run does not come to an end: " + states());
            }
            if (divergence != null) {
                throw divergence;
            }
            check();
        }
        runIds.forEach(runId -> watch.look(calm, runId));
    }

    private boolean isOver() {
        return toCome == 0
                && queues.isEmpty()
                && simulation.isQuiet()
                && table.query("LIVE", "", null, 1).items().isEmpty();
    }

    private void check() {
        if (faults.wasWritten("Store") && !tokens.lost(store).isEmpty()) {
            throw new Divergence("lost: " + tokens.lost(store));
        }
        if (faults.wasWritten("Table")) {
            ledgerWrites++;
            if (ledgerWrites % LOOKED_AT == 0) {
                runIds.forEach(runId -> watch.look(calm, runId));
            }
            if (runIds.size() > 1 && runIds.stream().filter(this::isAtWork).count() > 1) {
                throw new Divergence("at work on the same person: " + states());
            }
        }
    }

    private boolean isAtWork(String runId) {
        return calm.ledger()
                .runs
                .find(runId)
                .filter(run -> run.end() == null && run.leg().phase() != Leg.Phase.QUEUED)
                .filter(run -> !run.dryRun() || run.leg().phase() != Leg.Phase.PLANNED)
                .isPresent();
    }

    Run run(String runId) {
        return calm.ledger()
                .runs
                .find(runId)
                .orElseThrow(() -> new Divergence("there is no run " + runId));
    }

    List<String> states() {
        return runIds.stream()
                .map(calm.ledger().runs::find)
                .flatMap(Optional::stream)
                .map(run -> run.runId() + " " + run.state() + " " + run.leg().phase())
                .toList();
    }

    Vault vault() {
        return calm.vault();
    }

    private void expected(@Nullable Throwable trouble) {
        if (trouble instanceof Divergence itself) {
            divergence = itself;
        } else if (trouble != null && !Trouble.isOurs(trouble)) {
            unexpected(trouble);
        }
    }

    private void unexpected(Throwable trouble) {
        divergence = new Divergence("the engine threw " + trouble, trouble);
    }

    /// The log must not speak of exceptions that nobody injected.
    private void read(String line) {
        boolean ours =
                !line.contains("\"exception\"")
                        || line.contains(Trouble.class.getName())
                        || line.contains("StoreUnavailable");
        if (!ours) {
            divergence = new Divergence("the engine logged " + line);
        }
    }

    @Override
    public void close() {
        simulation.close();
    }
}
