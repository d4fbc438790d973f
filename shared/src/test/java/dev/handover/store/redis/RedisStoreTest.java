package dev.handover.store.redis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Written;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

class RedisStoreTest {
    private static OwnRedis redis;
    private static RedisClient
            app; // the system that the store belongs to, which knows nothing of us
    private static RedisStore store;

    @BeforeAll
    static void start() {
        redis = new OwnRedis();
        app = RedisClient.create(redis.url());
        store = RedisStore.open("redis", redis.url());
    }

    @AfterAll
    static void stop() {
        store.close();
        app.close();
        redis.close();
    }

    @BeforeEach
    void empty() {
        app.flushAll();
    }

    @Test
    void aFieldWhoseNameIsNoTextIsFoundReadAndWrittenLikeTheOthers() {
        byte[] name = {'a', (byte) 0xFF};
        byte[] lookAlike =
                "\uFFFD61ff".getBytes(StandardCharsets.UTF_8); // how ours would be written
        byte[] hash = "collections".getBytes(StandardCharsets.UTF_8);
        app.hset(hash, name, new byte[] {'1'});
        app.hset(hash, lookAlike, new byte[] {'2'});

        List<Document> found = store.find(Reference.all("collections"), null, 10).documents();

        assertEquals(2, found.stream().map(Document::key).distinct().count());
        for (Document document : found) {
            assertEquals(document, store.read(List.of(document.key())).getFirst());
        }
        Document odd = found.stream().filter(d -> d.has(Content.of("1"))).findFirst().orElseThrow();
        write(odd, Content.of("3"));
        assertArrayEquals(new byte[] {'3'}, app.hget(hash, name));
        assertArrayEquals(new byte[] {'2'}, app.hget(hash, lookAlike));
    }

    @Test
    void anEmptyValueIsNotAnAbsentOne() {
        app.hset("collections", "jane", "");
        Document empty = read("collections", "jane");
        assertTrue(empty.exists());
        app.hdel("collections", "jane");

        Written late = write(empty, Content.of("[]"));

        assertNull(assertInstanceOf(Written.MovedOn.class, late).now().content());
        assertFalse(app.hexists("collections", "jane"));
    }

    @Test
    void eachOfSeveralChangesHasItsOwnOutcome() {
        app.hset("collections", "a", "1");
        app.hset("collections", "b", "1");
        app.lpush("a-list", "x");
        Document a = read("collections", "a");
        Document b = read("collections", "b");
        app.hset("collections", "b", "2");
        Document list = new Document(new Key("redis", "a-list", "field"), null, "");

        List<Written> written =
                store.write(
                        List.of(
                                new Change(b, Content.of("ours")),
                                new Change(list, Content.of("ours")),
                                new Change(a, Content.of("ours"))));

        assertInstanceOf(Written.MovedOn.class, written.get(0));
        assertEquals(new Written.Refused("wrong-type"), written.get(1));
        assertInstanceOf(Written.Done.class, written.get(2));
        assertEquals("ours", app.hget("collections", "a"));
    }

    @Test
    void documentsOfSeveralHashesAndKeysAreReadInTheOrderAsked() {
        app.hset("collections", "jane", "old");
        app.hset("collections2", "jane", "new");
        app.set("anon_collection:v1:7", "session");

        List<Document> read =
                store.read(
                        List.of(
                                new Key("redis", "collections2", "jane"),
                                new Key("redis", "anon_collection:v1:*", "7"),
                                new Key("redis", "collections", "nobody"),
                                new Key("redis", "collections", "jane"),
                                new Key("redis", "anon_collection:v1:*", "8")));

        assertEquals(Content.of("new"), read.get(0).content());
        assertEquals(Content.of("session"), read.get(1).content());
        assertNull(read.get(2).content());
        assertEquals(Content.of("old"), read.get(3).content());
        assertNull(read.get(4).content());
        assertEquals(List.of(), store.read(List.of()));
    }

    @Test
    void readingSeveralHashesSeesOneMoment() throws Exception {
        // an application that always writes both in one transaction: a read must never see one
        // without the other
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            var writing =
                    threads.submit(() ->
                            IntStream.range(0, 2_000)
                                    .forEach(i -> {
                                        try (var both = app.multi()) {
                                            both.hset("left", "x", "" + i);
                                            both.hset("right", "x", "" + i);
                                            both.exec();
                                        }
                                    }));
            while (!writing.isDone()) {
                List<Document> read =
                        store.read(
                                List.of(
                                        new Key("redis", "left", "x"),
                                        new Key("redis", "right", "x")));
                assertEquals(read.get(0).content(), read.get(1).content());
            }
            writing.get();
        }
    }

    @Test
    void hazard10NoUpdateIsLostBetweenManyConditionalWriters() throws Exception {
        int writers = 4;
        int each = 100;
        Callable<Void> writer =
                () -> {
                    for (int done = 0; done < each; ) {
                        Document read = read("collections", "counter");
                        int now =
                                read.content() == null
                                        ? 0
                                        : Integer.parseInt(read.content().text());
                        if (write(read, Content.of("" + (now + 1))) instanceof Written.Done) {
                            done++;
                        }
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            for (var future :
                    threads.invokeAll(IntStream.range(0, writers).mapToObj(_ -> writer).toList())) {
                future.get();
            }
        }
        assertEquals("" + writers * each, app.hget("collections", "counter"));
    }

    @Test
    void aStringKeyKeepsItsTimeToLiveWhenItIsChanged() {
        app.set("anon_collection:v1:7", "[1]", SetParams.setParams().ex(1_000));

        write(read("anon_collection:v1:*", "7"), Content.of("[]"));

        assertEquals("[]", app.get("anon_collection:v1:7"));
        assertTrue(app.ttl("anon_collection:v1:7") > 0);
        write(read("anon_collection:v1:*", "7"), null);
        assertFalse(app.exists("anon_collection:v1:7"));
    }

    @Test
    void everyDocumentOfALargeHashIsFoundAlsoWhileItGrows() {
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < 3_000; i++) {
            app.hset("users", "user-" + i, "{}");
            expected.add("user-" + i);
        }
        Set<String> found = new TreeSet<>();
        int pages = 0;
        String next = null;
        do {
            Page page = store.find(Reference.all("users"), next, 100);
            page.documents().forEach(document -> found.add(document.key().id()));
            next = page.next();
            pages++;
            for (int i = 0; i < 200; i++) {
                app.hset(
                        "users",
                        "later-" + pages + "-" + i,
                        "{}"); // grows, and so is laid out anew
            }
        } while (next != null);
        found.removeIf(id -> id.startsWith("later-"));
        assertEquals(expected, found);
        assertTrue(pages > 10, "in pages, not at once: " + pages);
        assertEquals(3_000 + pages * 200, store.size("users"));
    }

    @Test
    void aWalkThatWasUnderwayWhenTheServerRestartedLeavesNothingOut() {
        try (OwnRedis own = new OwnRedis();
                RedisStore walked = RedisStore.open("redis", own.url())) {
            List<String> ids = IntStream.range(0, 2_000).mapToObj(i -> "user-" + i).toList();
            fill(own, ids);
            Set<String> found = new TreeSet<>();
            String next = null;
            for (int page = 0; page < 5; page++) {
                Page some = walked.find(Reference.all("users"), next, 100);
                some.documents().forEach(document -> found.add(document.key().id()));
                next = assertNotNullText(some.next());
            }
            own.restart();
            fill(own, ids); // as restored from its snapshot; the new process lays the table out by
            // another seed

            while (next != null) {
                Page some = walked.find(Reference.all("users"), next, 100);
                some.documents().forEach(document -> found.add(document.key().id()));
                next = some.next();
            }
            Set<String> leftOut = new TreeSet<>(ids);
            leftOut.removeAll(found);
            assertEquals(Set.of(), leftOut);
        }
    }

    @Test
    void documentsAreFoundByAFieldOfTheirs() {
        app.hset("groups", "1", "{\"admin\": \"jane\", \"x\": {\"admin\": \"joe\"}}");
        app.hset("groups", "2", "{\"x\": [\"admin\", \"jane\"], \"admin\": \"joe\"}");
        app.hset("groups", "3", "{\"admin\": \"jane\"");
        app.hset("groups", "4", "[\"admin\", \"jane\"]");
        app.hset("groups", "5", "not JSON");
        app.hset("groups", "6", "{\"admin\": 7, \"\\u0061dmin\": \"jane\"}");

        List<String> found = new ArrayList<>();
        store.find(Reference.equal("groups", "admin", "jane"), null, 10)
                .documents()
                .forEach(document -> found.add(document.key().id()));

        found.sort(null);
        assertEquals(
                List.of("1", "3", "6"),
                found); // 3 says so before it breaks off; whoever edits it finds it broken
    }

    @Test
    void stringKeysAreFoundByTheirPrefixTakenLiterally() {
        for (int i = 0; i < 300; i++) {
            app.set("anon[1]:" + i, "" + i);
        }
        app.set("anon1:0", "no");
        app.hset("anon[1]:hash", "a", "b");

        Set<String> found = new TreeSet<>();
        String next = null;
        do {
            Page page = store.find(Reference.all("anon[1]:*"), next, 50);
            page.documents().forEach(document -> found.add(document.content().text()));
            next = page.next();
        } while (next != null);

        assertEquals(300, found.size());
    }

    @Test
    void sixMegabytesGoThroughUnchanged() {
        Content large = Content.of("[\"" + "1435464_at:HC_M2_0606_P\", \"".repeat(220_000) + "\"]");
        Document written =
                assertInstanceOf(Written.Done.class, write(read("collections", "large"), large))
                        .now();
        assertEquals(large, read("collections", "large").content());
        assertEquals(written, read("collections", "large"));
        assertNotEquals("", written.version());
    }

    private static void fill(OwnRedis redis, List<String> ids) {
        try (RedisClient client = RedisClient.create(redis.url())) {
            ids.forEach(id -> client.hset("users", id, "{}"));
        }
    }

    private static String assertNotNullText(String text) {
        assertNotNull(text);
        return text;
    }

    private static Document read(String collection, String id) {
        return store.read(List.of(new Key("redis", collection, id))).getFirst();
    }

    private static Written write(Document read, Content after) {
        return store.write(List.of(new Change(read, after))).getFirst();
    }
}
