package dev.handover.local.bench;

import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.erase.EraseOperation;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Run;
import dev.handover.store.Change;
import dev.handover.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// (g) Erasing a person of 100, 10,000 and 100,000 records: found, planned, journaled, written and
/// verified twice; against the same conditional writes with the bare driver, in the same batches
/// and by as many threads, directly after it. What the engine writes for itself is in memory.
final class EraseInBulk {
    private static final int THREADS = 4;
    private static final int SMALL = 5; // rounds of the smallest
    private static final int COUNTED = 5_000;

    private final int largest;

    /// @param largest the others are a tenth and a thousandth of it
    EraseInBulk(int largest) {
        this.largest = largest;
    }

    List<Line> run() throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (Supplier<Erased> opening :
                List.<Supplier<Erased>>of(
                        ErasedNodes::new, ErasedRows::new, ErasedItems::new, ErasedWideRows::new)) {
            try (Erased database = opening.get()) {
                lines.addAll(in(database));
                if (database.kind().equals("neo4j")) {
                    lines.add(calls(database));
                }
            }
        }
        return lines;
    }

    private List<Line> in(Erased database) throws InterruptedException {
        List<Integer> sizes =
                Stream.of(largest / 1000, largest / 10, largest)
                        .map(size -> size / database.slowness())
                        .toList();
        round(database, "warm", sizes.get(1));
        List<String> ours = new ArrayList<>();
        List<String> bare = new ArrayList<>();
        List<String> shares = new ArrayList<>();
        for (int size : sizes) {
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < (size == sizes.getFirst() ? SMALL : 1); i++) {
                rounds.add(round(database, "r" + i + "of" + size, size));
            }
            ours.add(figure(rounds.stream().map(round -> size / round.ours).toList()));
            bare.add(figure(rounds.stream().map(round -> size / round.bare).toList()));
            shares.add(
                    figure(rounds.stream().map(round -> 100 * round.bare / round.ours).toList()));
        }
        String of =
                "(g) erasing %,d / %,d / %,d records in %s"
                        .formatted(sizes.get(0), sizes.get(1), sizes.get(2), database.title());
        return List.of(
                new Line(of, String.join(" / ", ours) + " records/s"),
                new Line(
                        "(g) the same conditional writes with the bare driver of "
                                + database.title(),
                        String.join(" / ", bare) + " records/s"),
                new Line(
                        "(g) of the bare driver of " + database.title(),
                        String.join(" / ", shares) + " %",
                        "≥ 50 %"));
    }

    /// AWS calls with everything that the engine writes for itself embedded; those to the person's
    /// records are not among them.
    private static Line calls(Erased database) throws InterruptedException {
        database.seed("calls", COUNTED);
        DataMap map = map(database, "calls");
        Calls calls = new Calls();
        Store store = database.open(settings(map));
        Engine engine = engine(map, store, Ports.embedded(calls));
        String run = start(engine);
        new Pump(engine, calls).untilQuiet(2);
        check(engine, run, COUNTED);
        return new Line(
                "(g) AWS calls per record, %,d records".formatted(COUNTED),
                CallsPerRecord.perRecord(calls, COUNTED),
                "≤ 0.2");
    }

    private static String figure(List<Double> values) {
        return Figures.of("%,.0f", Figures.median(values));
    }

    /// @param ours seconds
    /// @param bare seconds
    private record Round(double ours, double bare) {}

    private Round round(Erased database, String collection, int records)
            throws InterruptedException {
        database.seed(collection, records);
        DataMap map = map(database, collection);
        Traced traced = new Traced(database.open(settings(map)));
        Engine engine = engine(map, traced, Ports.inMemory());
        long start = System.nanoTime();
        String run = start(engine);
        new Pump(engine, new Calls()).untilQuiet(THREADS);
        double ours = (System.nanoTime() - start) / 1e9;
        check(engine, run, records);
        database.seed(collection, records);
        return new Round(ours, replay(database, traced));
    }

    private static double replay(Erased database, Traced traced) throws InterruptedException {
        Queue<Runnable> writes = new ConcurrentLinkedQueue<>();
        for (Traced.Call call : traced.calls) {
            if (call instanceof Traced.Call.Write(List<Change> changes)) {
                writes.add(database.bare(changes));
            }
        }
        long start = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (Runnable next = writes.poll();
                                        next != null;
                                        next = writes.poll()) {
                                    next.run();
                                }
                            }));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    static DataMap map(Erased database, String collection) {
        String text =
                """
                system: bench
                stores:
                  records: {kind: %s%s}
                erase:
                  fields: {createdBy: [creator]}
                  names: [author]
                  lists: unsupported
                  records:
                    questions: {store: records, collection: %s}
                """
                        .formatted(
                                database.kind(),
                                database.settings(collection),
                                database.table(collection));
        try {
            Path file = Files.createTempFile("handover-bench", ".yaml");
            return DataMap.load(Files.writeString(file, text).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String settings(DataMap map) {
        return Objects.requireNonNull(map.stores().get("records")).settings().toString();
    }

    static Engine engine(DataMap map, Store store, Ports ports) {
        return ports.engine(
                Map.of(
                        "erase",
                        new EraseOperation(
                                Objects.requireNonNull(map.erase()), _ -> store, id -> id)),
                store);
    }

    static String start(Engine engine) {
        return new Controls(engine)
                .start(
                        new Controls.Request(
                                UUID.randomUUID().toString(),
                                "erase",
                                Json.object().put("subject", Erased.PERSON),
                                List.of(Erased.PERSON),
                                "bench",
                                false,
                                false,
                                false))
                .runId();
    }

    static void check(Engine engine, String runId, int records) {
        Run run = engine.ledger().runs.find(runId).orElseThrow();
        long changed =
                engine.ledger().lanes.ofLeg(run).stream()
                        .mapToLong(lane -> lane.tally().total().changed())
                        .sum();
        if (run.state() != Run.State.COMPLETE || changed != records) {
            throw new IllegalStateException("%s with %d changed".formatted(run.state(), changed));
        }
    }
}
