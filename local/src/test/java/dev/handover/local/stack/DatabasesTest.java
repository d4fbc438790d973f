package dev.handover.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.datastax.oss.driver.api.core.CqlSession;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.local.DataFolder;
import dev.handover.local.Opened;
import dev.handover.store.Address;
import dev.handover.store.AwsAccess;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;
import dev.handover.store.Written;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

class DatabasesTest {
    private static final Key NODE = new Key("graph", "domain", "do_1");
    private static final Key ROW = new Key("rows", "demo.hierarchies", "do_1");

    @TempDir Path temporary;
    private String map = "";

    @BeforeEach
    void writeMap() throws IOException {
        Path file = temporary.resolve("map.yaml");
        Files.writeString(
                file,
                """
                system: try
                stores:
                  graph: {kind: neo4j, key: IL_UNIQUE_ID}
                  rows: {kind: cassandra}
                """);
        map = file.toString();
    }

    @Test
    void nothingIsStartedThatTheMapDoesNotNeedOrTheEnvironmentNames() {
        try (Opened opened = new Opened();
                DataFolder folder = DataFolder.open(temporary.resolve("state"))) {
            assertEquals(Map.of(), Databases.start(folder, "genenetwork", Map.of(), opened));
            assertEquals(
                    Map.of(),
                    Databases.start(
                            folder,
                            map,
                            Map.of("NEO4J_URL", "bolt://x", "CASSANDRA_URL", "cassandra://x"),
                            opened));
        }
    }

    @Test
    @Tag("servers")
    void whatTheMapNeedsIsStartedAndKeepsItsDataForTheNextStart() {
        started(addresses -> {
            assertEquals(Set.of("NEO4J_URL", "CASSANDRA_URL"), addresses.keySet());
            URI cassandra = URI.create(addresses.get("CASSANDRA_URL"));
            try (CqlSession session =
                    CqlSession.builder()
                            .addContactPoint(
                                    new InetSocketAddress(cassandra.getHost(), cassandra.getPort()))
                            .withLocalDatacenter("datacenter1")
                            .build()) {
                session.execute(
                        "CREATE KEYSPACE demo WITH replication = {'class': 'SimpleStrategy',"
                                + " 'replication_factor': 1}");
                session.execute(
                        "CREATE TABLE demo.hierarchies (identifier text PRIMARY KEY, hierarchy"
                                + " text)");
            }
            write(graph(addresses), NODE, "{\"name\":\"A\"}");
            write(rows(addresses), ROW, "{\"hierarchy\":\"{}\"}");
        });

        started(addresses -> {
            assertEquals(Content.of("{\"name\":\"A\"}"), read(graph(addresses), NODE).content());
            assertEquals(
                    Content.of("{\"hierarchy\":\"{}\"}"), read(rows(addresses), ROW).content());
        });
    }

    private interface Use {
        void of(Map<String, String> addresses);
    }

    private void started(Use use) {
        try (DataFolder folder = DataFolder.open(temporary.resolve("state"));
                Opened opened = new Opened()) {
            use.of(Databases.start(folder, map, Map.of(), opened));
        }
    }

    private static Store graph(Map<String, String> addresses) {
        return StoreKind.named("neo4j")
                .orElseThrow()
                .open(
                        "graph",
                        Json.object().put("kind", "neo4j").put("key", "IL_UNIQUE_ID"),
                        new Address(addresses.get("NEO4J_URL"), new NoAws()));
    }

    private static Store rows(Map<String, String> addresses) {
        return StoreKind.named("cassandra")
                .orElseThrow()
                .open(
                        "rows",
                        Json.object().put("kind", "cassandra"),
                        new Address(addresses.get("CASSANDRA_URL"), new NoAws()));
    }

    private static Document read(Store store, Key key) {
        return store.read(List.of(key)).getFirst();
    }

    private static void write(Store store, Key key, String content) {
        assertInstanceOf(
                Written.Done.class,
                store.write(List.of(new Change(read(store, key), Content.of(content)))).getFirst());
    }

    private record NoAws() implements AwsAccess {
        @Override
        public DynamoDbClient dynamo() {
            throw new AssertionError("a database of its own asks nothing of AWS");
        }

        @Override
        public S3Client s3() {
            throw new AssertionError("a database of its own asks nothing of AWS");
        }
    }
}
