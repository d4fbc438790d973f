package dev.handover.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handover.document.Content;
import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.JsonMatch;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Sized;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// One Redis (6.2 or later, not cluster mode) as a store; see [Place] for what a document is. The
/// version of a document is the SHA-1 of its bytes, or "" when there is none; a Lua script compares
/// it and writes in one step, so a write is conditional against every writer, also those that know
/// nothing of us. Its user needs, in ACL terms, `+hscan +hmget +hlen +scan +mget +multi +exec +info
/// +ping +hello +client|setinfo` to read, and `+eval +hget +hset +hdel +get +set +del` to write. A
/// string key keeps its time to live when it is changed, not when it is deleted and restored.
public final class RedisStore implements Store, Sized, AutoCloseable {
    /// ARGV: `hash` or `string`; field name (hash); version expected; `set` or `del`; new value.
    /// Answers nothing when it wrote, else the value that stands there instead, `{false}` when none
    /// does.
    private static final byte[] COMPARE_AND_WRITE =
            """
            local field, expected, verb, after = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
            local inHash = ARGV[1] == 'hash'
            local now
            if inHash then now = redis.call('HGET', KEYS[1], field) else now = redis.call('GET', KEYS[1]) end
            local version = now and redis.sha1hex(now) or ''
            if version ~= expected then return {now} end
            if inHash then
                if verb == 'set' then redis.call('HSET', KEYS[1], field, after) else redis.call('HDEL', KEYS[1], field) end
            else
                if verb == 'set' then redis.call('SET', KEYS[1], after, 'KEEPTTL') else redis.call('DEL', KEYS[1]) end
            end
            return {}
            """
                    .getBytes(UTF_8);

    /// Redis takes no longer string (`proto-max-bulk-len`); it would drop the connection.
    private static final int LONGEST_VALUE = 512 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final String name;
    private final RedisClient client;
    private final RedisScan scan;

    private RedisStore(String name, RedisClient client) {
        this.name = name;
        this.client = client;
        this.scan = new RedisScan(client);
    }

    /// @param name the store's name in the data map
    /// @param url `redis[s]://[user][:password@]host:port[/database]`; nothing is connected yet
    public static RedisStore open(String name, URI url) {
        return open(name, url, null);
    }

    /// @param authorities PEM certificates that a `rediss` server's must be signed by; null for the
    ///   well-known ones
    public static RedisStore open(String name, URI url, @Nullable String authorities) {
        return new RedisStore(name, RedisConnection.open(url, authorities));
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return answering(() -> {
            RedisScan.Found found =
                    scan.page(reference.collection(), prefix(reference), from, limit);
            List<Document> documents = new ArrayList<>();
            for (RedisScan.Entry entry : found.entries()) {
                if (JsonMatch.of(reference, entry.id(), entry.value())) {
                    documents.add(
                            document(
                                    new Key(name, reference.collection(), entry.id()),
                                    entry.value()));
                }
            }
            return new Page(documents, found.next());
        });
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return answering(() -> {
            List<byte @Nullable []> values = RedisRead.atOneMoment(client, keys);
            List<Document> documents = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                documents.add(document(keys.get(i), values.get(i)));
            }
            return documents;
        });
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return answering(() -> {
            List<@Nullable Response<Object>> answers = new ArrayList<>();
            try (Pipeline pipeline = client.pipelined()) {
                for (Change change : changes) {
                    boolean tooLarge =
                            change.after() != null && change.after().size() > LONGEST_VALUE;
                    answers.add(
                            tooLarge
                                    ? null
                                    : pipeline.eval(COMPARE_AND_WRITE, 1, arguments(change)));
                }
                pipeline.sync();
            }
            List<Written> written = new ArrayList<>();
            for (int i = 0; i < changes.size(); i++) {
                Response<Object> answer = answers.get(i);
                written.add(
                        answer == null
                                ? new Written.Refused("too-large")
                                : outcome(changes.get(i), answer));
            }
            return written;
        });
    }

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    /// @param collection a hash; string keys can only be counted by walking
    @Override
    public long size(String collection) {
        if (Place.isStrings(collection)) {
            throw new IllegalArgumentException("only a hash can be counted at once");
        }
        return answering(() -> client.hlen(RedisName.bytes(collection)));
    }

    @Override
    public void close() {
        client.close();
    }

    /// What the server can look at by itself; names that aren't UTF-8 only look so to us.
    private static String prefix(Reference reference) {
        return reference instanceof Reference.Beginning(_, String prefix)
                        && !RedisName.isHex(prefix)
                ? prefix
                : "";
    }

    private static byte[][] arguments(Change change) {
        byte[] expected = change.read().version().getBytes(UTF_8);
        byte[] verb = (change.after() == null ? "del" : "set").getBytes(UTF_8);
        byte[] after = change.after() == null ? NOTHING : change.after().bytes();
        return switch (Place.of(change.read().key())) {
            case Place.Field(byte[] hash, byte[] field) ->
                    new byte[][] {hash, "hash".getBytes(UTF_8), field, expected, verb, after};
            case Place.Text(byte[] key) ->
                    new byte[][] {key, "string".getBytes(UTF_8), NOTHING, expected, verb, after};
        };
    }

    private static Written outcome(Change change, Response<Object> answer) {
        Key key = change.read().key();
        List<?> standing;
        try {
            standing = (List<?>) answer.get();
        } catch (JedisDataException e) {
            if (String.valueOf(e.getMessage()).contains("WRONGTYPE")) {
                return new Written.Refused("wrong-type"); // the key holds a list, a set, ...
            }
            throw e;
        }
        if (standing.isEmpty()) {
            return new Written.Done(document(key, change.after()));
        }
        return new Written.MovedOn(document(key, (byte[]) standing.getFirst()));
    }

    private static Document document(Key key, byte @Nullable [] value) {
        return document(key, value == null ? null : Content.of(value));
    }

    private static Document document(Key key, @Nullable Content content) {
        return new Document(key, content, content == null ? "" : Sha1.hex(content.bytes()));
    }

    private <T> T answering(Supplier<T> call) {
        try {
            return call.get();
        } catch (JedisException e) {
            throw new StoreUnavailable(name, e);
        }
    }
}
