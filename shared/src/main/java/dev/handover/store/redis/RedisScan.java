package dev.handover.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handover.document.Content;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Walks a collection page by page. Redis' own cursor says where in the hash table to go on, and
/// the table is laid out by a secret that a server draws when it starts: after a restart or a
/// failover the same cursor would skip documents. So ours names the server too (its `run_id`), and
/// begins again when it is another one.
final class RedisScan {
    private static final String BEGIN = "0";
    private static final String RUN_ID = "run_id:"; // INFO server
    private static final byte[] NONE = {};

    private final RedisClient client;
    private final RedisRead read;
    private final Layout layout;

    RedisScan(RedisClient client, RedisRead read, Layout layout) {
        this.client = client;
        this.read = read;
        this.layout = layout;
    }

    record Entry(String id, Content content) {}

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

    private Step step(String collection, String prefix, String cursor, int limit) {
        return Place.areKeys(collection)
                ? keys(collection, prefix, cursor, limit)
                : fields(collection, prefix, cursor, limit);
    }

    private Step fields(String collection, String prefix, String cursor, int limit) {
        ScanParams page = new ScanParams().count(limit);
        if (!prefix.isEmpty()) {
            page.match(new Place.Form(NONE, NONE).pattern(RedisName.bytes(prefix)));
        }
        Response<Object> info;
        Response<ScanResult<Map.Entry<byte[], byte[]>>> fields;
        // the server's name and the scan go over one connection, so they are of the same server
        try (Pipeline pipeline = client.pipelined()) {
            info = pipeline.sendCommand(Protocol.Command.INFO, "server");
            fields = pipeline.hscan(RedisName.bytes(collection), cursor.getBytes(UTF_8), page);
            pipeline.sync();
        }
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<byte[], byte[]> field : fields.get().getResult()) {
            entries.add(new Entry(RedisName.text(field.getKey()), Content.of(field.getValue())));
        }
        return new Step(server(info.get()), fields.get().getCursor(), entries);
    }

    private Step keys(String collection, String prefix, String cursor, int limit) {
        Place.Form form = Place.Form.of(collection);
        String type = layout.sets().contains(collection) ? "set" : "string";
        ScanParams page =
                new ScanParams().count(limit).match(form.pattern(RedisName.bytes(prefix)));
        Response<Object> info;
        Response<ScanResult<byte[]>> keys;
        try (Pipeline pipeline = client.pipelined()) {
            info = pipeline.sendCommand(Protocol.Command.INFO, "server");
            keys = pipeline.scan(cursor.getBytes(UTF_8), page, type.getBytes(UTF_8));
            pipeline.sync();
        }
        List<Key> found =
                keys.get().getResult().stream()
                        .map(key -> new Key("", collection, form.id(key)))
                        .toList();
        List<@Nullable Content> contents = read.atOneMoment(found);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            Content content = contents.get(i);
            if (content != null) { // expired or deleted since the scan
                entries.add(new Entry(found.get(i).id(), content));
            }
        }
        return new Step(server(info.get()), keys.get().getCursor(), entries);
    }

    private static String server(Object info) {
        String text = new String((byte[]) info, UTF_8);
        int at = text.indexOf(RUN_ID);
        return at < 0 ? "" : text.substring(at + RUN_ID.length()).lines().findFirst().orElse("");
    }
}
