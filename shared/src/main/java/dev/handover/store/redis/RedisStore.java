package dev.handover.store.redis;

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
import redis.clients.jedis.exceptions.JedisException;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// One Redis (6.2 or later, not cluster mode) as a store; see [Place] for what a document is. The
/// version of a document is the SHA-1 of its bytes, or "" when there is none; a Lua script compares
/// it and writes in one step, so a write is conditional against every writer, also those that know
/// nothing of us. Sets are the exception: there the members themselves are compared. Its user
/// needs, in ACL terms, `+hscan +hmget +hlen +scan +mget +multi +exec +info +ping +hello
/// +client|setinfo` to read, and `+eval +hget +hset +hdel +get +set +del` to write; for sets
/// `+smembers`, and `+scard +sismember +sadd +srem` to write them. A key keeps its time to live
/// when it is changed; one that is brought back after it was deleted gets what [Layout] says.
public final class RedisStore implements Store, Sized, AutoCloseable {
    private final String name;
    private final RedisClient client;
    private final RedisRead read;
    private final RedisScan scan;
    private final CompareAndWrite write;

    private RedisStore(String name, RedisClient client, Layout layout) {
        this.name = name;
        this.client = client;
        this.read = new RedisRead(client, layout);
        this.scan = new RedisScan(client, read, layout);
        this.write = new CompareAndWrite(layout);
    }

    /// @param name the store's name in the data map
    /// @param url `redis[s]://[user][:password@]host:port[/database]`; nothing is connected yet
    public static RedisStore open(String name, URI url) {
        return open(name, url, null);
    }

    /// @param authorities PEM certificates that a `rediss` server's must be signed by; null for the
    ///   well-known ones
    public static RedisStore open(String name, URI url, @Nullable String authorities) {
        return open(name, url, authorities, Layout.PLAIN);
    }

    static RedisStore open(String name, URI url, @Nullable String authorities, Layout layout) {
        return new RedisStore(name, RedisConnection.open(url, authorities), layout);
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return answering(() -> {
            RedisScan.Found found =
                    scan.page(reference.collection(), prefix(reference), from, limit);
            List<Document> documents = new ArrayList<>();
            for (RedisScan.Entry entry : found.entries()) {
                if (JsonMatch.of(reference, entry.id(), entry.content().bytes())) {
                    documents.add(
                            document(
                                    new Key(name, reference.collection(), entry.id()),
                                    entry.content()));
                }
            }
            return new Page(documents, found.next());
        });
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return answering(() -> {
            List<@Nullable Content> values = read.atOneMoment(keys);
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
            List<CompareAndWrite.Asked> asked = new ArrayList<>();
            try (Pipeline pipeline = client.pipelined()) {
                changes.forEach(change -> asked.add(write.ask(change, pipeline)));
                pipeline.sync();
            }
            return asked.stream().map(CompareAndWrite.Asked::outcome).toList();
        });
    }

    /// Every collection is there: one that nobody has written to is empty.
    @Override
    public void require(String collection, Set<String> fields) {}

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    @Override
    public boolean findsAsSurely() {
        return true;
    }

    /// @param collection a hash; string keys can only be counted by walking
    @Override
    public long size(String collection) {
        if (Place.areKeys(collection)) {
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

    static Document document(Key key, @Nullable Content content) {
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
