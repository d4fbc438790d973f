package dev.handover.local.bench;

import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Settings;
import dev.handover.store.redis.RedisStore;
import dev.handover.testing.Servers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// (c) AWS calls and invocations of functions: per record of a run of many documents in batches of
/// 50, per claim, and per record of a large claim. The calls to the system's store are not among
/// them. Lambda's own receiving and deleting of messages isn't either.
///
/// And what of (a) comes with it: claims with everything embedded, over HTTP.
final class CallsPerRecord {
    private static final int BATCHES = 100;
    private static final int CLAIMS = 60;
    private static final List<String> SERVICES = List.of("DynamoDb", "S3", "Sqs", "KMS");

    private final URI redis = Servers.redisUri();

    List<Line> run() throws InterruptedException {
        List<Line> lines = new ArrayList<>();
        int records = BATCHES * Settings.USUAL.batchSize();
        Calls calls = new Calls();
        Flags flags = Flags.inMemory(records);
        Engine engine = Ports.embedded(calls).engine(Map.of("flag", flags), flags.store());
        String run = new Controls(engine).start(flags.request("many")).runId();
        new Pump(engine, calls).untilQuiet(2);
        flags.check(engine, run);
        lines.add(
                new Line(
                        "(c) AWS calls per record, %,d documents in batches of 50"
                                .formatted(records),
                        perRecord(calls, records),
                        "≤ 0.2"));

        calls = new Calls();
        double seconds = claims(calls, 1_000, 1_000 + CLAIMS);
        int moved = 0;
        for (int i = 1_000; i < 1_000 + CLAIMS; i++) {
            moved += Population.owner(i).records();
        }
        lines.add(
                new Line(
                        "(c) AWS calls per claim of one old account (%.0f records)"
                                .formatted((double) moved / CLAIMS),
                        perClaim(calls)));
        calls = new Calls();
        claims(calls, Population.WITH_500, Population.WITH_500 + 1);
        lines.add(
                new Line("(c) AWS calls per record of a claim of 500", perRecord(calls, 500), ""));
        lines.add(
                1,
                new Line(
                        "(a) claims with everything embedded (DynamoDB Local, s3proxy, ElasticMQ)",
                        Figures.of("%.0f claims/s", CLAIMS / seconds)));
        return lines;
    }

    private double claims(Calls calls, int from, int to) throws InterruptedException {
        Population.seedLists(redis, from, to);
        try (RedisStore store = RedisStore.open("redis", redis)) {
            Engine engine = Ports.embedded(calls).claims(store);
            return ClaimsInBulk.claim(engine, from, to, ClaimsInBulk.THREADS, calls);
        }
    }

    static String perRecord(Calls calls, int records) {
        return each(calls, records, "%.3f");
    }

    private static String perClaim(Calls calls) {
        return each(calls, CLAIMS, "%.1f");
    }

    private static String each(Calls calls, int of, String format) {
        double all = 0;
        List<String> parts = new ArrayList<>();
        for (String service : SERVICES) {
            double share = (double) calls.of(service) / of;
            all += share;
            parts.add(service + " " + Figures.of(format, share));
        }
        return Figures.of(format, all)
                + " ("
                + String.join(", ", parts)
                + "); functions invoked "
                + Figures.of(format, (double) calls.of("Lambda") / of);
    }
}
