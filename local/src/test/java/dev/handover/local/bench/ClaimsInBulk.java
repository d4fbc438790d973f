package dev.handover.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Run;
import dev.handover.store.redis.RedisStore;
import dev.handover.testing.Servers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// (a) Claims of 10,000 accounts, a run each, against the same reads and conditional writes with
/// bare Jedis. Round by round, the one directly after the other, so that both meet the same
/// machine.
final class ClaimsInBulk {
    static final int THREADS = 4;
    private static final int ROUNDS = 5;
    private static final int DOCUMENTS = 20_000;

    private final URI redis = Servers.redisUri();

    List<Line> run(int accounts) throws InterruptedException {
        round(accounts, accounts + Math.max(1, accounts / 10)); // warm-up
        List<Double> ratios = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        Round last = null;
        for (int i = 0; i < ROUNDS; i++) {
            last = round(accounts * i / ROUNDS, accounts * (i + 1) / ROUNDS);
            ratios.add(last.bare / last.ours);
            ours.add(last.claims / last.ours);
            bare.add(last.claims / last.bare);
        }
        List<Double> batched = new ArrayList<>();
        for (int i = 0; i <= ROUNDS; i++) {
            double ratio = batches("flags-" + i);
            if (i > 0) {
                batched.add(ratio);
            }
        }
        return List.of(
                new Line(
                        "(a) claims of %,d accounts, engine's own things in memory"
                                .formatted(accounts),
                        Figures.of("%.0f claims/s", Figures.median(ours))),
                new Line(
                        "(a) the same reads and conditional writes with bare Jedis",
                        Figures.of(
                                "%.0f claims/s (%.1f reads, %.1f writes each)",
                                Figures.median(bare), last.reads, last.writes)),
                new Line(
                        "(a) of bare Jedis",
                        Figures.of("%.0f %%", 100 * Figures.median(ratios)),
                        "≥ 50 %"),
                new Line(
                        "(a) of bare Jedis, one run of %,d documents in batches of 50"
                                .formatted(DOCUMENTS),
                        Figures.of("%.0f %%", 100 * Figures.median(batched)),
                        "≥ 50 %"));
    }

    /// The share when nothing but the engine comes between: a rule that costs nothing, many
    /// documents in a batch.
    private double batches(String runId) throws InterruptedException {
        try (RedisStore store = RedisStore.open("redis", redis);
                BareJedis jedis = new BareJedis(redis)) {
            Traced traced = new Traced(store);
            Flags flags = Flags.in(redis, traced, DOCUMENTS);
            Engine engine = Ports.inMemory().engine(Map.of("flag", flags), traced);
            long start = System.nanoTime();
            new Controls(engine).start(flags.request(runId));
            new Pump(engine, new Calls()).untilQuiet(THREADS);
            double ours = (System.nanoTime() - start) / 1e9;
            flags.check(engine, runId);
            Flags.seed(redis, DOCUMENTS);
            return jedis.replay(traced.calls, THREADS) / ours;
        }
    }

    private record Round(int claims, double ours, double bare, double reads, double writes) {}

    private Round round(int from, int to) throws InterruptedException {
        Population.seedLists(redis, from, to);
        try (RedisStore store = RedisStore.open("redis", redis);
                BareJedis jedis = new BareJedis(redis)) {
            Traced traced = new Traced(store);
            double ours = claim(Ports.inMemory().claims(traced), from, to, THREADS, new Calls());
            Population.seedLists(redis, from, to);
            double bare = jedis.replay(traced.calls, THREADS);
            long writes = traced.calls.stream().filter(Traced.Call.Write.class::isInstance).count();
            int claims = to - from;
            return new Round(
                    claims,
                    ours,
                    bare,
                    (double) (traced.calls.size() - writes) / claims,
                    (double) writes / claims);
        }
    }

    /// @return seconds
    static double claim(Engine engine, int from, int to, int threads, Calls calls)
            throws InterruptedException {
        Controls controls = new Controls(engine);
        List<String> runs = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = from; i < to; i++) {
            runs.add(controls.start(request(Population.owner(i))).runId());
        }
        new Pump(engine, calls).untilQuiet(threads);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (String run : runs) {
            if (engine.ledger().runs.find(run).orElseThrow().state() != Run.State.COMPLETE) {
                throw new IllegalStateException("a claim did not complete");
            }
        }
        return seconds;
    }

    static Controls.Request request(Population.Owner owner) {
        ObjectNode request = Json.object().put("to", owner.newId());
        request.putArray("from").add(owner.oldId());
        return new Controls.Request(
                UUID.randomUUID().toString(),
                "claim",
                request,
                List.of(owner.oldId(), owner.newId()),
                "bench",
                false,
                false,
                false);
    }
}
