package dev.handover.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handover.store.Change;
import dev.handover.store.Key;

import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The reads and conditional writes of a trace, in its order, with Jedis and nothing else: no
/// parsing, no rules, no journal. The commands are made before the time is taken.
final class BareJedis implements AutoCloseable {
    private static final byte[] COMPARE_AND_SET =
            """
            local now = redis.call('HGET', KEYS[1], ARGV[1])
            if (now and redis.sha1hex(now) or '') ~= ARGV[2] then return 0 end
            if ARGV[3] == 'set' then redis.call('HSET', KEYS[1], ARGV[1], ARGV[4]) else redis.call('HDEL', KEYS[1], ARGV[1]) end
            return 1
            """
                    .getBytes(UTF_8);

    private interface Command {
        void send(RedisClient client);
    }

    private final RedisClient client;
    private final byte[] script;

    BareJedis(URI redis) {
        client = RedisClient.create(redis);
        script = client.scriptLoad(COMPARE_AND_SET, "".getBytes(UTF_8));
    }

    /// @return seconds
    double replay(Queue<Traced.Call> calls, int threads) throws InterruptedException {
        Queue<Command> commands = new ConcurrentLinkedQueue<>();
        calls.forEach(call -> {
            switch (call) {
                case Traced.Call.Read(List<Key> keys) -> commands.add(read(keys));
                case Traced.Call.Write(List<Change> changes) -> commands.add(write(changes));
            }
        });
        long start = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (Command next = commands.poll();
                                        next != null;
                                        next = commands.poll()) {
                                    next.send(client);
                                }
                            }));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /// At one moment, as the store reads.
    private static Command read(List<Key> keys) {
        Map<String, List<byte[]>> byHash = new LinkedHashMap<>();
        keys.forEach(key ->
                byHash.computeIfAbsent(key.collection(), _ -> new ArrayList<>())
                        .add(key.id().getBytes(UTF_8)));
        List<byte[]> hashes = byHash.keySet().stream().map(hash -> hash.getBytes(UTF_8)).toList();
        List<byte[][]> fields =
                byHash.values().stream().map(ids -> ids.toArray(byte[][]::new)).toList();
        if (hashes.size() == 1) {
            return client -> client.hmget(hashes.getFirst(), fields.getFirst());
        }
        return client -> {
            try (AbstractTransaction moment = client.multi()) {
                for (int i = 0; i < hashes.size(); i++) {
                    moment.hmget(hashes.get(i), fields.get(i));
                }
                moment.exec();
            }
        };
    }

    /// Several in one pipeline, as the store sends them.
    private Command write(List<Change> changes) {
        List<byte[][]> calls = changes.stream().map(BareJedis::arguments).toList();
        if (calls.size() == 1) {
            return client -> check(client.evalsha(script, 1, calls.getFirst()));
        }
        return client -> {
            List<Response<Object>> answers = new ArrayList<>();
            try (Pipeline pipeline = client.pipelined()) {
                calls.forEach(call -> answers.add(pipeline.evalsha(script, 1, call)));
                pipeline.sync();
            }
            answers.forEach(answer -> check(answer.get()));
        };
    }

    private static byte[][] arguments(Change change) {
        return new byte[][] {
            change.read().key().collection().getBytes(UTF_8),
            change.read().key().id().getBytes(UTF_8),
            change.read().version().getBytes(UTF_8),
            (change.after() == null ? "del" : "set").getBytes(UTF_8),
            change.after() == null ? new byte[0] : change.after().bytes()
        };
    }

    private static void check(Object done) {
        if (!Long.valueOf(1).equals(done)) {
            throw new IllegalStateException("the replayed write met something else");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
