package dev.handover.local.bench;

import dev.handover.lambda.ClaimWiring;
import dev.handover.operation.DataMap;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.RunKeys;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;
import dev.handover.store.redis.RedisStore;
import dev.handover.testing.Servers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// (d) and (e): the account index over 1,000, 10,000 and 100,000 accounts, in a process of its own:
/// its time, and how much heap it needs.
final class Growth {
    /// `-Dbench.accounts=` for a trial.
    static final int ACCOUNTS = Integer.getInteger("bench.accounts", 100_000);

    private static final List<Integer> SIZES = List.of(ACCOUNTS / 100, ACCOUNTS / 10, ACCOUNTS);
    private static final int WARM_UP = Math.min(1_000, ACCOUNTS / 100);
    private static final int IN_MEMORY = 3; // rounds

    private record Walk(int accounts, double seconds, double megabytes) {}

    private final Path keys;

    /// The stack whose index is of the whole base.
    private Stack indexed;

    Growth(Path keys) {
        this.keys = keys;
    }

    Stack indexed() {
        return indexed;
    }

    List<Line> run() throws IOException, InterruptedException {
        Stack stack = Stack.fresh(keys);
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IndexWalks.class.getName());
        builder.environment().putAll(stack.environment());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        List<Walk> walks = new ArrayList<>();
        try (PrintStream ask = new PrintStream(process.getOutputStream(), true);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            Population.seedAccounts(Servers.redisUri(), 0, WARM_UP);
            walk(WARM_UP, ask, answers);
            int seeded = WARM_UP;
            for (int size : SIZES) {
                Population.seedAccounts(Servers.redisUri(), seeded, size);
                seeded = size;
                walks.add(walk(size, ask, answers));
            }
        } finally {
            process.destroy();
        }
        List<Line> lines = lines(walks);
        lines.add(inMemory(SIZES.getLast()));
        return lines;
    }

    /// The same walk with the ledger in memory: what is left then is ours and the store's.
    private static Line inMemory(int accounts) {
        List<Double> seconds = new ArrayList<>();
        try (RedisStore store = RedisStore.open("redis", Servers.redisUri())) {
            for (int i = 0; i < IN_MEMORY; i++) {
                MemoryTable ledger = new MemoryTable();
                InstantSource clock = InstantSource.system();
                ClaimWiring wiring =
                        new ClaimWiring(
                                DataMap.load("genenetwork"),
                                _ -> store,
                                ledger,
                                new Ledger(ledger, clock).runs,
                                new RunKeys(new MemoryTable(), new MemoryWrapper()),
                                new Log(_ -> {}, clock, new Log.Source("bench", "bench")),
                                clock);
                long start = System.nanoTime();
                long walked = wiring.walk().step(100, Instant.MAX).accounts();
                seconds.add((System.nanoTime() - start) / 1e9);
                if (walked != accounts) {
                    throw new IllegalStateException("a walk over " + walked + " accounts");
                }
            }
        }
        return new Line(
                "(e) the same with the ledger in memory",
                Figures.of("%.1f s", Figures.median(seconds)),
                "< 10 s");
    }

    private Walk walk(int accounts, PrintStream ask, BufferedReader answers) throws IOException {
        indexed = Stack.fresh(keys);
        ask.println(
                indexed.environment().get("LEDGER_TABLE")
                        + " "
                        + indexed.environment().get("KEYS_TABLE"));
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("walked ")) {
                String[] words = line.split(" ");
                return new Walk(
                        accounts,
                        Double.parseDouble(words[1]),
                        Double.parseDouble(words[2]) / (1 << 20));
            }
        }
        throw new IOException("the walking process ended; above is why");
    }

    private static List<Line> lines(List<Walk> walks) {
        List<Line> lines = new ArrayList<>();
        for (Walk walk : walks) {
            lines.add(
                    new Line(
                            "(d) index of %,d accounts".formatted(walk.accounts),
                            Figures.of(
                                    "%.2f s, %.0f µs each; at most %.1f MB of heap",
                                    walk.seconds,
                                    walk.seconds / walk.accounts * 1e6,
                                    walk.megabytes),
                            "flat and linear ± 10 %"));
        }
        lines.add(
                new Line(
                        "(e) index of %,d accounts".formatted(walks.getLast().accounts),
                        Figures.of("%.1f s", walks.getLast().seconds),
                        "< 10 s"));
        return lines;
    }
}
