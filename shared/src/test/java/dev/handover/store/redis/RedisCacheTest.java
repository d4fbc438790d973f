package dev.handover.store.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.store.Address;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;
import dev.handover.store.Written;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

@DisplayName("A cache as documents: to evict is to delete")
class RedisCacheTest {
    private final RedisClient app = RedisClient.create(Servers.redisUri());
    private final String own = Servers.freshName("cache");
    private final String leafnodes = own + ":*:leafnodes";
    private final Store store = open();

    private Store open() {
        try {
            ObjectNode settings =
                    (ObjectNode)
                            new ObjectMapper()
                                    .readTree(
                                            """
                                            {"kind":"redis","sets":["%s"],"expires":{"%s:*":60}}
                                            """
                                                    .formatted(leafnodes, own));
            return StoreKind.named("redis")
                    .orElseThrow()
                    .open(
                            "redis",
                            settings,
                            new Address(Servers.redisUri().toString(), Servers.aws()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void allThatIsCachedOfARecordIsEvicted() {
        app.set(own + ":do_1", "{\"creator\":\"Jane\"}", new SetParams().ex(100));
        app.set(own + ":hierarchy_do_1", "{\"children\":[]}");
        app.sadd(own + ":do_1:leafnodes", "do_3", "do_2", "do_2");
        app.set(own + ":do_10", "{\"creator\":\"Jo\"}");
        List<Document> read =
                store.read(
                        List.of(
                                new Key("redis", own + ":*", "do_1"),
                                new Key("redis", own + ":hierarchy_*", "do_1"),
                                new Key("redis", leafnodes, "do_1"),
                                new Key("redis", own + ":hierarchy_*", "do_10"),
                                new Key("redis", leafnodes, "do_10")));
        assertEquals(Content.of("[\"do_2\",\"do_3\"]"), read.get(2).content());
        assertFalse(read.get(3).exists());
        assertFalse(read.get(4).exists());

        List<Written> written =
                store.write(read.stream().map(document -> new Change(document, null)).toList());

        written.forEach(one -> assertInstanceOf(Written.Done.class, one));
        assertEquals(Set.of(own + ":do_10"), app.keys(own + "*"));
    }

    @Test
    void whatIsBroughtBackLivesOnlyAsLongAsTheMapSays() {
        Document absent = read(own + ":*", "do_1");

        write(absent, "{}");

        assertTrue(app.pttl(own + ":do_1") > 0);
        app.set(own + ":do_2", "1", new SetParams().ex(1_000));
        write(read(own + ":*", "do_2"), "2");
        assertTrue(app.ttl(own + ":do_2") > 60);
        app.set(own + ":do_3", "1");
        write(read(own + ":*", "do_3"), "2");
        assertEquals(-1, app.ttl(own + ":do_3"));
    }

    @Test
    void aSetIsFoundChangedAndBroughtBackWithEveryMember() {
        byte[] odd = {(byte) 0xFF, 0, '"'};
        app.sadd(
                (own + ":do_1:leafnodes").getBytes(UTF_8),
                odd,
                "é😀".getBytes(UTF_8),
                "x".getBytes(UTF_8));
        app.expire(own + ":do_1:leafnodes", 100);
        Document found =
                store.find(Reference.all(leafnodes), null, 1_000_000).documents().getFirst();
        assertEquals("do_1", found.key().id());

        Written.Done less = assertInstanceOf(Written.Done.class, write(found, "[\"new\",\"x\"]"));
        assertEquals(Set.of("new", "x"), app.smembers(own + ":do_1:leafnodes"));
        assertTrue(app.ttl(own + ":do_1:leafnodes") > 0);
        assertInstanceOf(Written.MovedOn.class, write(found, "[\"y\"]"));
        assertInstanceOf(Written.Refused.class, write(less.now(), "[\"x\",\"x\"]"));
        assertInstanceOf(Written.Refused.class, write(less.now(), "{}"));
        Written.Done gone =
                assertInstanceOf(
                        Written.Done.class,
                        store.write(List.of(new Change(less.now(), null))).getFirst());
        assertFalse(app.exists(own + ":do_1:leafnodes"));
        store.write(List.of(new Change(gone.now(), found.content())));

        assertEquals(found.content(), read(leafnodes, "do_1").content());
        assertEquals(3, app.scard(own + ":do_1:leafnodes"));
        assertTrue(app.sismember((own + ":do_1:leafnodes").getBytes(UTF_8), odd));
    }

    @Test
    void aKeyOfAnotherTypeIsLeftAlone() {
        app.set(own + ":s:leafnodes", "a string");
        app.sadd(own + ":t", "a set");

        for (Key key :
                List.of(new Key("redis", leafnodes, "s"), new Key("redis", own + ":*", "t"))) {
            Document read = store.read(List.of(key)).getFirst();
            assertFalse(read.exists());
            assertEquals(
                    new Written.Refused("wrong-type"),
                    store.write(List.of(new Change(read, null))).getFirst());
        }
    }

    private Document read(String collection, String id) {
        return store.read(List.of(new Key("redis", collection, id))).getFirst();
    }

    private Written write(Document read, String after) {
        return store.write(List.of(new Change(read, Content.of(after)))).getFirst();
    }
}
