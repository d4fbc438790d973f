package dev.handover.local.bench;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.run.Controls;
import dev.handover.run.Edit;
import dev.handover.run.Engine;
import dev.handover.run.Names;
import dev.handover.run.Operation;
import dev.handover.run.Run;
import dev.handover.run.Stage;
import dev.handover.store.Atomicity;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

/// The smallest operation there can be: sets a flag in so many documents of about 200 bytes. What a
/// run of it costs is the engine.
final class Flags implements Operation {
    private static final Content BEFORE = Content.of("0" + " ".repeat(200));
    private static final Content AFTER = Content.of("1" + " ".repeat(200));

    private final Store store;
    private final int documents;

    private Flags(Store store, int documents) {
        this.store = store;
        this.documents = documents;
    }

    static Flags inMemory(int documents) {
        MemoryStore memory = new MemoryStore(Atomicity.ALL);
        for (int i = 0; i < documents; i++) {
            memory.writeFromOutside(key(i), BEFORE);
        }
        return new Flags(memory, documents);
    }

    /// @param store of that Redis
    static Flags in(URI redis, Store store, int documents) {
        seed(redis, documents);
        return new Flags(store, documents);
    }

    /// As they were before.
    static void seed(URI redis, int documents) {
        try (RedisClient client = RedisClient.create(redis);
                Pipeline pipeline = client.pipelined()) {
            for (int i = 0; i < documents; i++) {
                pipeline.hset(key(i).collection(), key(i).id(), BEFORE.text());
            }
            pipeline.sync();
        }
    }

    Store store() {
        return store;
    }

    Controls.Request request(String runId) {
        return new Controls.Request(
                runId,
                name(),
                Json.object().put("subject", "somebody"),
                List.of("somebody"),
                "bench",
                false,
                false,
                false);
    }

    void check(Engine engine, String runId) {
        Run run = engine.ledger().runs.find(runId).orElseThrow();
        long changed =
                engine.ledger().lanes.ofLeg(run).stream()
                        .mapToLong(lane -> lane.tally().total().changed())
                        .sum();
        if (run.state() != Run.State.COMPLETE || changed != documents) {
            throw new IllegalStateException("the run did not change every document");
        }
    }

    private static Key key(int number) {
        return new Key("redis", "flags", "document-%08d".formatted(number));
    }

    @Override
    public String name() {
        return "flag";
    }

    @Override
    public List<Stage> stages(Run run, Names names) {
        return List.of(new SetFlag());
    }

    private final class SetFlag implements Edit {
        @Override
        public String name() {
            return "set-flag";
        }

        private List<Key> keys(int from, int limit) {
            return IntStream.range(from, Math.min(documents, from + limit))
                    .mapToObj(Flags::key)
                    .toList();
        }

        private @Nullable String next(int from, int limit) {
            return from + limit >= documents ? null : String.valueOf(from + limit);
        }

        @Override
        public Found find(@Nullable String from, int limit) {
            int start = from == null ? 0 : Integer.parseInt(from);
            List<Entry> entries =
                    store.read(keys(start, limit)).stream()
                            .map(one -> new Entry(one.key(), "flag", List.of(one.key().id())))
                            .toList();
            return new Found(entries, next(start, limit));
        }

        @Override
        public Audit audit(@Nullable String from, int limit) {
            int start = from == null ? 0 : Integer.parseInt(from);
            List<Leftover> left =
                    store.read(keys(start, limit)).stream()
                            .filter(one -> !one.has(AFTER))
                            .map(one -> new Leftover(one.key(), one.key().id(), "not-set"))
                            .toList();
            return new Audit(left, List.of(), next(start, limit));
        }

        @Override
        public Decision decide(Entry entry, Document current, Facts facts) {
            Verdict verdict = current.has(AFTER) ? Verdict.UNCHANGED : Verdict.CHANGED;
            return new Decision(
                    AFTER, List.of(new Outcome(entry.records().getFirst(), verdict, null)));
        }

        @Override
        public Decision restore(Entry entry, Document current, Wrote wrote, Facts facts) {
            return new Decision(
                    wrote.before(),
                    List.of(new Outcome(entry.records().getFirst(), Verdict.CHANGED, null)));
        }
    }
}
