package dev.handover.store.neo4j;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.servers.JavaServer;
import dev.handover.store.Key;
import dev.handover.store.Members;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Value;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A Neo4j as the application sees it: past the port. Each has a label of its own, with a
/// uniqueness constraint on its key, as Sunbird has.
final class Graph implements AutoCloseable {
    static final String KEY = "IL_UNIQUE_ID";

    private static final AtomicInteger LABELS = new AtomicInteger();

    final URI address;
    final String label;
    private final Driver driver;

    Graph() {
        this(JavaServer.NEO4J.address(), "Label" + LABELS.incrementAndGet());
    }

    Graph(String address, String label) {
        this.address = URI.create(address);
        this.label = label;
        driver = GraphDatabase.driver(address, AuthTokens.none());
        run(
                "CREATE CONSTRAINT IF NOT EXISTS FOR (n:`%s`) REQUIRE n.%s IS UNIQUE"
                        .formatted(label, KEY),
                Map.of());
    }

    Neo4jStore store() {
        return new Neo4jStore(
                "graph", Neo4jConnection.to(address), new KeyProperties(KEY, Map.of()));
    }

    List<Record> run(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.run(statement, parameters).list();
        }
    }

    void seed(Key key, Content content) {
        Map<String, Object> properties = new HashMap<>(Map.of(KEY, key.id()));
        Members.of(content)
                .forEach((name, value) -> properties.put(name, NodeValues.property(value)));
        run(
                "MERGE (n:`%s` {%s: $id}) SET n = $properties".formatted(key.collection(), KEY),
                Map.of("id", key.id(), "properties", properties));
    }

    @Nullable Content lookBehind(Key key) {
        List<Record> rows =
                run(
                        "MATCH (n:`%s` {%s: $id}) RETURN properties(n) AS p"
                                .formatted(key.collection(), KEY),
                        Map.of("id", key.id()));
        if (rows.isEmpty()) {
            return null;
        }
        Value properties = rows.getFirst().get("p");
        SortedMap<String, JsonNode> members = new TreeMap<>();
        properties
                .keys()
                .forEach(name ->
                        members.put(name, NodeValues.json(properties.get(name).asObject())));
        members.remove(KEY);
        return Members.content(members);
    }

    @Override
    public void close() {
        driver.close();
    }
}
