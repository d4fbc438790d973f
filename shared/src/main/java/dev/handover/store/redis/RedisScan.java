package dev.handover.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Walks a collection page by page. Redis' own cursor says where in the hash table to go on, and
/// the table is laid out by a secret that a server draws when it starts: after a restart or a
/// failover the same cursor would skip documents. So ours names the server too (its `run_id`), and
/// begins again when it is another one.
final class RedisScan {
    private static final String BEGIN = "0";
    private static final String RUN_ID = "run_id:"; // INFO server

    private final RedisClient client;

    RedisScan(RedisClient client) {
        this.client = client;
    }

    record Entry(String id, byte[] value) {}

    record Found(List<Entry> entries, @Nullable String next) {}

    /// @param prefix what the ids begin with; others may still come
    /// @param from null or what [Found#next()] said
    /// @throws IllegalArgumentException when nothing of ours said it
    Found page(String collection, String prefix, @Nullable String from, int limit) {
        if (from != null && !from.matches("[0-9]{1,20}@.+")) {
            throw new IllegalArgumentException("not a cursor of this scan");
        }
        String server = from == null ? null : from.substring(from.indexOf('@') + 1);
        String cursor = from == null ? BEGIN : from.substring(0, from.indexOf('@'));
        Step step = step(collection, prefix, cursor, limit);
        if (server != null && !server.equals(step.server())) {
            step = step(collection, prefix, BEGIN, limit);
        }
        return new Found(
                step.entries(),
                step.cursor().equals(BEGIN) ? null : step.cursor() + "@" + step.server());
    }

    private record Step(String server, String cursor, List<Entry> entries) {}

    /// The server's name and the scan go over one connection, so they are of the same server.
    private Step step(String collection, String prefix, String cursor, int limit) {
        ScanParams page = new ScanParams().count(limit);
        boolean strings = Place.isStrings(collection);
        String start = (strings ? Place.prefix(collection) : "") + prefix;
        if (!start.isEmpty()) {
            page.match(pattern(start));
        }
        Response<Object> info;
        Response<ScanResult<Map.Entry<byte[], byte[]>>> fields = null;
        Response<ScanResult<byte[]>> keys = null;
        try (Pipeline pipeline = client.pipelined()) {
            info = pipeline.sendCommand(Protocol.Command.INFO, "server");
            if (strings) {
                keys = pipeline.scan(cursor.getBytes(UTF_8), page, "string".getBytes(UTF_8));
            } else {
                fields = pipeline.hscan(RedisName.bytes(collection), cursor.getBytes(UTF_8), page);
            }
            pipeline.sync();
        }
        String server = server(info.get());
        return keys != null
                ? new Step(
                        server, keys.get().getCursor(), values(collection, keys.get().getResult()))
                : new Step(server, fields.get().getCursor(), entries(fields.get().getResult()));
    }

    private static List<Entry> entries(List<Map.Entry<byte[], byte[]>> fields) {
        return fields.stream()
                .map(field -> new Entry(RedisName.text(field.getKey()), field.getValue()))
                .toList();
    }

    private List<Entry> values(String collection, List<byte[]> keys) {
        List<Entry> entries = new ArrayList<>();
        if (keys.isEmpty()) {
            return entries;
        }
        int prefix = RedisName.bytes(Place.prefix(collection)).length;
        List<byte[]> values = client.mget(keys.toArray(byte[][]::new));
        for (int i = 0; i < keys.size(); i++) {
            byte[] value = values.get(i);
            if (value != null) { // expired or deleted since the scan
                byte[] key = keys.get(i);
                entries.add(
                        new Entry(
                                RedisName.text(Arrays.copyOfRange(key, prefix, key.length)),
                                value));
            }
        }
        return entries;
    }

    private static byte[] pattern(String prefix) {
        return RedisName.bytes(prefix.replaceAll("([\\\\*?\\[\\]^])", "\\\\$1") + "*");
    }

    private static String server(Object info) {
        String text = new String((byte[]) info, UTF_8);
        int at = text.indexOf(RUN_ID);
        return at < 0 ? "" : text.substring(at + RUN_ID.length()).lines().findFirst().orElse("");
    }
}
