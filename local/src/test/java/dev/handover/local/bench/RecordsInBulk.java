package dev.handover.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.erase.EraseOperation;
import dev.handover.operation.transfer.TransferOperation;
import dev.handover.run.Confided;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Operation;
import dev.handover.run.Run;
import dev.handover.store.Change;
import dev.handover.store.Store;
import dev.handover.store.Stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// (g) Erasing a person of 100, 10,000 and 100,000 records, (h) giving as many to another: found,
/// planned, journaled, written and verified twice; against the same conditional writes with the
/// bare driver, in the same batches and by as many threads, directly after it. What the engine
/// writes for itself is in memory.
final class RecordsInBulk {
    private static final int THREADS = 4;
    private static final int ROUNDS = 5; // at most
    private static final double ENOUGH = 15; // seconds of rounds of one size
    private static final int COUNTED = 5_000;

    private static final Map<String, Supplier<Erased>> OPENING =
            Map.of(
                    "neo4j", ErasedNodes::new,
                    "jdbc", ErasedRows::new,
                    "dynamo", ErasedItems::new,
                    "cassandra", ErasedWideRows::new);

    /// `-Dbench.databases=` for some of them.
    private static final String DATABASES =
            System.getProperty("bench.databases", "neo4j,jdbc,dynamo,cassandra");

    private static final String NEW_OWNER = "e2a5c0de-0000-4000-8000-000000000002";

    enum What {
        ERASE(
                "(g) erasing",
                "(g)",
                """
                erase:
                  fields: {createdBy: [creator]}
                  names: [author]
                """),
        TRANSFER(
                "(h) giving",
                "(h)",
                """
                transfer:
                  owner: createdBy
                  names: [creator]
                  same: [author]
                """);

        private final String doing;
        private final String letter;
        private final String section;

        What(String doing, String letter, String section) {
            this.doing = doing;
            this.letter = letter;
            this.section = section;
        }

        private Operation operation(DataMap map, Stores stores) {
            return switch (this) {
                case ERASE ->
                        new EraseOperation(Objects.requireNonNull(map.erase()), stores, id -> id);
                case TRANSFER ->
                        new TransferOperation(Objects.requireNonNull(map.transfer()), stores);
            };
        }

        private Controls.Request request() {
            ObjectNode request = Json.object();
            boolean gives = this == TRANSFER;
            if (gives) {
                request.put("from", Erased.PERSON).put("to", NEW_OWNER);
            } else {
                request.put("subject", Erased.PERSON);
            }
            return new Controls.Request(
                    UUID.randomUUID().toString(),
                    gives ? "transfer" : "erase",
                    request,
                    gives ? List.of(Erased.PERSON, NEW_OWNER) : List.of(Erased.PERSON),
                    "bench",
                    false,
                    false,
                    false,
                    gives ? new Confided(List.of(), "Bob Roe", List.of()) : null);
        }
    }

    private final What what;
    private final int largest;

    /// @param largest the others are a tenth and a thousandth of it
    RecordsInBulk(What what, int largest) {
        this.what = what;
        this.largest = largest;
    }

    List<Line> run() throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (String named : DATABASES.split(",")) {
            try (Erased database = Objects.requireNonNull(OPENING.get(named)).get()) {
                lines.addAll(in(database));
                if (database.kind().equals("neo4j")) {
                    lines.add(heap(database));
                    lines.add(calls(database));
                }
            }
        }
        return lines;
    }

    /// The other benchmark's records may stand in the same server.
    private String own(String collection) {
        return what.name().toLowerCase(Locale.ROOT) + collection;
    }

    private List<Integer> sizes(Erased database) {
        return Stream.of(largest / 1000, largest / 10, largest)
                .map(size -> size / database.slowness())
                .toList();
    }

    private List<Line> in(Erased database) throws InterruptedException {
        List<Integer> sizes = sizes(database);
        round(database, own("warm"), sizes.get(1));
        List<String> ours = new ArrayList<>();
        List<String> bare = new ArrayList<>();
        List<String> shares = new ArrayList<>();
        for (int size : sizes) {
            List<Round> rounds = new ArrayList<>();
            double spent = 0;
            for (int i = 0; i < ROUNDS && spent < ENOUGH; i++) {
                Round round = round(database, own("of" + size), size);
                rounds.add(round);
                spent += round.ours + round.bare;
            }
            ours.add(figure(rounds.stream().map(round -> size / round.ours).toList()));
            bare.add(figure(rounds.stream().map(round -> size / round.bare).toList()));
            shares.add(
                    figure(rounds.stream().map(round -> 100 * round.bare / round.ours).toList()));
        }
        String of =
                "%s %,d / %,d / %,d records in %s"
                        .formatted(
                                what.doing,
                                sizes.get(0),
                                sizes.get(1),
                                sizes.get(2),
                                database.title());
        return List.of(
                new Line(of, String.join(" / ", ours) + " records/s"),
                new Line(
                        what.letter
                                + " the same conditional writes with the bare driver of "
                                + database.title(),
                        String.join(" / ", bare) + " records/s"),
                new Line(
                        what.letter + " of the bare driver of " + database.title(),
                        String.join(" / ", shares) + " %",
                        "≥ 50 %"));
    }

    /// In the same sizes, with nothing in the heap but what a run needs there, and what servers are
    /// at work in this process.
    private Line heap(Erased database) throws InterruptedException {
        List<Integer> sizes = sizes(database);
        List<String> megabytes = new ArrayList<>();
        for (int size : sizes) {
            database.seed(own("heap"), size);
            DataMap map = map(database, own("heap"));
            Engine engine = engine(map, database.open(settings(map)), Ports.outsideTheHeap());
            try (Heap heap = new Heap()) {
                String run = start(engine);
                new Pump(engine, new Calls()).untilQuiet(THREADS);
                megabytes.add(Figures.of("%.1f", heap.most() / 1e6));
                check(engine, run, size);
            }
        }
        return new Line(
                "%s heap in use at most, %,d / %,d / %,d records in %s"
                        .formatted(
                                what.letter,
                                sizes.get(0),
                                sizes.get(1),
                                sizes.get(2),
                                database.title()),
                String.join(" / ", megabytes) + " MB",
                "flat");
    }

    /// AWS calls with everything that the engine writes for itself embedded; those to the person's
    /// records are not among them.
    private Line calls(Erased database) throws InterruptedException {
        database.seed(own("calls"), COUNTED);
        DataMap map = map(database, own("calls"));
        Calls calls = new Calls();
        Store store = database.open(settings(map));
        Engine engine = engine(map, store, Ports.embedded(calls));
        String run = start(engine);
        new Pump(engine, calls).untilQuiet(2);
        check(engine, run, COUNTED);
        return new Line(
                "%s AWS calls per record, %,d records".formatted(what.letter, COUNTED),
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

    private DataMap map(Erased database, String collection) {
        String text =
                """
                system: bench
                stores:
                  records: {kind: %s%s}
                %s  lists: unsupported
                  records:
                    questions: {store: records, collection: %s}
                """
                        .formatted(
                                database.kind(),
                                database.settings(collection),
                                what.section,
                                database.table(collection));
        try {
            Path file = Files.createTempFile("handover-bench", ".yaml");
            return DataMap.load(Files.writeString(file, text).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String settings(DataMap map) {
        return Objects.requireNonNull(map.stores().get("records")).settings().toString();
    }

    private Engine engine(DataMap map, Store store, Ports ports) {
        Operation operation = what.operation(map, _ -> store);
        return ports.engine(Map.of(operation.name(), operation), store);
    }

    private String start(Engine engine) {
        return new Controls(engine).start(what.request()).runId();
    }

    private static void check(Engine engine, String runId, int records) {
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
