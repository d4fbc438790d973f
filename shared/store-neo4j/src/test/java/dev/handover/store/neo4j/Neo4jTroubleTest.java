package dev.handover.store.neo4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Content;
import dev.handover.servers.JavaServer;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

@Tag("servers")
class Neo4jTroubleTest {
    private static final String LABEL = "domain";
    private static final List<Key> KEYS =
            IntStream.range(0, 100).mapToObj(i -> new Key("graph", LABEL, "do_" + i)).toList();

    @Test
    @Timeout(300) // seconds: it waits for two servers
    void aServerKilledWhileItWritesIsUnavailableAndKeepsWhatItAnswered(@TempDir Path folder)
            throws Exception {
        AtomicInteger answered = new AtomicInteger();
        try (JavaServer.Started server = JavaServer.NEO4J.keeping(folder);
                Graph graph = new Graph(server.address(), LABEL);
                Neo4jStore store = graph.store();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            CountDownLatch atWork = new CountDownLatch(20); // batches
            Future<?> writing =
                    thread.submit(() -> {
                        while (true) {
                            writeAll(store, answered.get() + 1);
                            answered.incrementAndGet();
                            atWork.countDown();
                        }
                    });
            atWork.await();
            server.server().kill();

            Exception ended = assertThrows(Exception.class, writing::get);

            StoreUnavailable unavailable =
                    (StoreUnavailable) java.util.Objects.requireNonNull(ended.getCause());
            assertTrue(unavailable.getMessage().startsWith("store graph is unavailable"));
            assertThrows(StoreUnavailable.class, () -> store.read(KEYS));
        }

        try (JavaServer.Started server = JavaServer.NEO4J.keeping(folder);
                Graph graph = new Graph(server.address(), LABEL);
                Neo4jStore store = graph.store()) {
            List<Content> found = store.read(KEYS).stream().map(Document::content).toList();
            Content whole = found.getFirst();
            found.forEach(one -> assertEquals(whole, one));
            assertTrue(
                    List.of(content(answered.get()), content(answered.get() + 1)).contains(whole),
                    () -> whole.text() + " after " + answered);
            writeAll(store, 0);
        }
    }

    private static void writeAll(Neo4jStore store, int number) {
        List<Change> changes =
                store.read(KEYS).stream().map(read -> new Change(read, content(number))).toList();
        store.write(changes)
                .forEach(written -> assertEquals(Written.Done.class, written.getClass()));
    }

    private static Content content(int number) {
        return Content.of("{\"again\":%1$d,\"number\":%1$d}".formatted(number));
    }

    @Test
    void nobodyThereIsUnavailable() {
        try (Neo4jStore store =
                new Neo4jStore(
                        "graph",
                        Neo4jConnection.to(URI.create("bolt://127.0.0.1:1")),
                        new KeyProperties("id", Map.of()))) {
            assertThrows(StoreUnavailable.class, () -> store.read(KEYS));
        }
    }

    @Test
    void anAddressThatIsNoneIsNotRepeated() {
        IllegalArgumentException wrong =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Neo4jConnection.to(URI.create("http://user:secret@host")));

        assertFalse(String.valueOf(wrong.getMessage()).contains("secret"));
    }
}
