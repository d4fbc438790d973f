package dev.handover.store.neo4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@Tag("servers")
class Neo4jStoreTest {
    private final Graph graph = new Graph();
    private final Neo4jStore store = graph.store();

    @AfterEach
    void close() {
        store.close();
        graph.close();
    }

    @Test
    void everyPropertyTypeIsReadAsItIsAndWrittenBackExactly() {
        graph.run(
                """
                CREATE (n:`%s` {IL_UNIQUE_ID: 'all', string: 'x', integer: 7, float: 7.0,
                  infinity: 1.0/0.0, yes: true,
                  date: date('2024-02-29'), time: time('12:00:00.5+05:30'), localTime: localtime('12:00'),
                  dateTime: datetime('2024-10-27T02:30:00+01:00[Europe/Berlin]'),
                  offset: datetime('2024-10-27T02:30:00.000000001+05:30'),
                  localDateTime: localdatetime('2024-10-27T02:30'),
                  duration: duration('P1Y2M3DT4.000000005S'), back: duration({seconds: -1, nanoseconds: 1}),
                  point: point({x: 1, y: 2.5}), point3: point({x: 1, y: 2, z: 3}),
                  earth: point({longitude: 12.5, latitude: 77.6}),
                  strings: ['a', 'b'], integers: [1, 2], floats: [1.0, 2.5], booleans: [true, false],
                  dates: [date('2024-02-29')], points: [point({x: 1, y: 2})], none: []})
                """
                        .formatted(graph.label),
                Map.of());
        graph.run(
                "MATCH (n:`%s`) SET n.bytes = $bytes".formatted(graph.label),
                Map.of("bytes", new byte[] {0, -1, 127}));
        String before = server();
        Document found = read("all");

        assertInstanceOf(Written.Done.class, write(found, null));
        assertInstanceOf(Written.Done.class, write(read("all"), found.content()));

        assertEquals(before, server());
        assertEquals(found.content(), read("all").content());
        Content changed = Content.of(found.content().text().replace("\"x\"", "\"y\""));
        assertInstanceOf(Written.Done.class, write(read("all"), changed));
        assertEquals(before.replace("'x'", "'y'").replace("\"x\"", "\"y\""), server());
    }

    /// What the server itself says of all nodes, with their types.
    private String server() {
        return graph
                .run(
                        "MATCH (n:`%s`) UNWIND keys(n) AS k WITH n, k ORDER BY k RETURN k, n[k] AS v"
                                .formatted(graph.label),
                        Map.of())
                .stream()
                .map(row ->
                        row.get("k").asString()
                                + ":"
                                + row.get("v").type().name()
                                + "="
                                + (row.get("k").asString().equals("bytes")
                                        ? List.of(row.get("v").asByteArray()[1])
                                        : row.get("v").toString()))
                .toList()
                .toString();
    }

    @Test
    void onlyWhatDiffersIsSet() {
        graph.run(
                "CREATE (:`%s` {IL_UNIQUE_ID: 'one', name: 'Ann', status: 'Live'})"
                        .formatted(graph.label),
                Map.of());

        String statement = new Cypher(graph.label, Graph.KEY).update();
        NodeWrite write =
                new Nodes("graph", graph.label, Graph.KEY)
                        .write(
                                0,
                                new Change(
                                        read("one"),
                                        Content.of("{\"name\":\"Deleted User\",\"new\":1}")));

        assertEquals(statement, write.statement());
        assertEquals(
                mapWithNull("name", "Deleted User", "new", 1L, "status"), write.row().get("set"));
    }

    private static Map<String, @Nullable Object> mapWithNull(
            String a, Object b, String c, Object d, String none) {
        Map<String, @Nullable Object> map = new java.util.HashMap<>();
        map.put(a, b);
        map.put(c, d);
        map.put(none, null);
        return map;
    }

    @Test
    void hostileNamesAndIdsAreNothingButText() {
        List<String> hostile =
                List.of(
                        "'}) DETACH DELETE n //",
                        "`) DETACH DELETE n //",
                        "\\u0060 DETACH DELETE n",
                        "$id",
                        "{}",
                        "do_1' OR 1=1",
                        "\0",
                        "a\\'b\\\"c",
                        "😀\u202e\u200f",
                        "line\nline",
                        "do_1.img");
        for (String id : hostile) {
            assertInstanceOf(Written.Done.class, write(read(id), Content.of(text("owner", id))));
        }
        for (String id : hostile) {
            assertEquals(Content.of(text("owner", id)), read(id).content());
            assertEquals(List.of(id), found(Reference.equal(graph.label, "owner", id)));
            assertEquals(List.of(id), found(Reference.beginning(graph.label, id)));
        }
        assertEquals(hostile.size(), found(Reference.all(graph.label)).size());
    }

    @Test
    void namesThatNoMapShouldHaveAreRefused() {
        for (String name : List.of("a`b", "a\\u0060", "", "n) DETACH DELETE (n", "a\0")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.find(Reference.all(name), null, 1),
                    name);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.find(Reference.equal(graph.label, name, "x"), null, 1),
                    name);
        }
    }

    @Test
    void aNumberIsFoundByItsText() {
        graph.run(
                "CREATE (:`%1$s` {IL_UNIQUE_ID: 'n', owner: 874}) CREATE (:`%1$s` {IL_UNIQUE_ID: 't', owner: '874'})"
                        .formatted(graph.label),
                Map.of());

        assertEquals(List.of("n", "t"), found(Reference.equal(graph.label, "owner", "874")));
    }

    @Test
    void straightAfterABulkLoadEveryStatementStillSeeksByIndex() {
        graph.run(
                "UNWIND range(1, 20000) AS i CREATE (:`%s` {IL_UNIQUE_ID: 'do_' + i, createdBy: 'user-' + (i %% 100)})"
                        .formatted(graph.label),
                Map.of());
        Cypher cypher = new Cypher(graph.label, Graph.KEY);
        Map<String, Object> row =
                Map.of(
                        "at", 0, "id", "do_1", "before", Map.of(), "set", Map.of(), "after",
                        Map.of());

        for (String statement :
                List.of(cypher.read(), cypher.update(), cypher.delete(), cypher.create())) {
            assertSeeks(statement, Map.of("rows", List.of(row), "ids", List.of("do_1")));
        }
        for (Reference reference :
                List.of(
                        Reference.all(graph.label),
                        Reference.equal(graph.label, "createdBy", "user-1"),
                        Reference.beginning(graph.label, "do_1"),
                        Reference.containing(graph.label, "childNodes", "do_1"))) {
            assertSeeks(
                    cypher.find(reference, false, Indexes.Lookup.BY_KEY),
                    Map.of("after", "do_", "limit", 10, "prefix", "do_1", "values", List.of("a")));
        }
    }

    private void assertSeeks(String statement, Map<String, Object> parameters) {
        String plan = plan(statement, parameters);
        assertTrue(plan.contains("IndexSeek"), () -> statement + "\n" + plan);
        assertFalse(plan.contains("Scan"), () -> statement + "\n" + plan);
    }

    private String plan(String statement, Map<String, Object> parameters) {
        try (var driver =
                        org.neo4j.driver.GraphDatabase.driver(
                                graph.address, org.neo4j.driver.AuthTokens.none());
                var session = driver.session()) {
            return operators(session.run("EXPLAIN " + statement, parameters).consume().plan());
        }
    }

    private static String operators(org.neo4j.driver.summary.Plan plan) {
        StringBuilder all = new StringBuilder(plan.operatorType());
        plan.children().forEach(child -> all.append(' ').append(operators(child)));
        return all.toString();
    }

    @Test
    void anIndexOnTheFieldIsUsed() {
        graph.run("CREATE INDEX FOR (n:`%s`) ON (n.createdBy)".formatted(graph.label), Map.of());
        graph.run("CALL db.awaitIndexes(60)", Map.of());
        graph.run(
                "UNWIND range(1, 300) AS i CREATE (:`%s` {IL_UNIQUE_ID: 'do_' + i, createdBy: 'user-' + (i %% 3)})"
                        .formatted(graph.label),
                Map.of());

        assertEquals(100, found(Reference.equal(graph.label, "createdBy", "user-1")).size());
        assertSeeks(
                new Cypher(graph.label, Graph.KEY)
                        .find(
                                Reference.equal(graph.label, "createdBy", "user-1"),
                                false,
                                Indexes.Lookup.BY_PROPERTY),
                Map.of("after", "", "limit", 10, "values", List.of("user-1")));
    }

    @Test
    void anIndexOnTheFieldAndTheKeyGivesAPageWithoutSorting() {
        graph.run(
                "CREATE INDEX FOR (n:`%s`) ON (n.createdBy, n.%s)"
                        .formatted(graph.label, Graph.KEY),
                Map.of());
        graph.run("CALL db.awaitIndexes(60)", Map.of());
        graph.run(
                "UNWIND range(1, 300) AS i CREATE (:`%s` {IL_UNIQUE_ID: 'do_' + i, createdBy: 'user-' + (i %% 3)})"
                        .formatted(graph.label),
                Map.of());

        assertEquals(100, found(Reference.equal(graph.label, "createdBy", "user-1")).size());
        assertEquals(
                200,
                found(new Reference.Equal(graph.label, "createdBy", List.of("user-1", "user-2")))
                        .size());
        String statement =
                new Cypher(graph.label, Graph.KEY)
                        .find(
                                Reference.equal(graph.label, "createdBy", "user-1"),
                                false,
                                Indexes.Lookup.BY_BOTH);
        Map<String, Object> parameters =
                Map.of("after", "", "limit", 10, "values", List.of("user-1"));
        assertSeeks(statement, parameters);
        assertFalse(plan(statement, parameters).matches(".*(Sort|Top).*"));
    }

    /// The application adds one to `number` without asking; we write only over what we read. If a
    /// write of ours ever fell between its read and its write, or the other way round, a count
    /// would be missing.
    @Test
    void noPlainWriteOfTheApplicationIsLost() throws Exception {
        int each = 200;
        graph.run(
                "CREATE (:`%s` {IL_UNIQUE_ID: 'one', number: 0, ours: 0})".formatted(graph.label),
                Map.of());
        CountDownLatch together = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> theirs =
                    threads.submit(() -> {
                        together.countDown();
                        together.await();
                        for (int i = 0; i < each; i++) {
                            graph.run(
                                    "MATCH (n:`%s` {IL_UNIQUE_ID: 'one'}) SET n.number = n.number + 1"
                                            .formatted(graph.label),
                                    Map.of());
                        }
                        return null;
                    });
            Future<?> ours =
                    threads.submit(() -> {
                        together.countDown();
                        together.await();
                        for (int i = 0; i < each; ) {
                            Document now = read("one");
                            String text = now.content().text();
                            int number = number(text, "number");
                            int mine = number(text, "ours");
                            Content next =
                                    Content.of(
                                            "{\"number\":%d,\"ours\":%d}"
                                                    .formatted(number + 1, mine + 1));
                            if (write(now, next) instanceof Written.Done) {
                                i++;
                            }
                        }
                        return null;
                    });
            theirs.get();
            ours.get();
        }
        assertEquals(
                "{\"number\":%d,\"ours\":%d}".formatted(2 * each, each),
                read("one").content().text());
    }

    private static int number(String json, String field) {
        return Integer.parseInt(json.replaceAll(".*\"" + field + "\":(\\d+).*", "$1"));
    }

    @Test
    void whatAConstraintForbidsIsRefusedAndTheOthersAreWritten() {
        graph.run(
                "CREATE CONSTRAINT FOR (n:`%s`) REQUIRE n.code IS UNIQUE".formatted(graph.label),
                Map.of());
        for (String id : List.of("a", "b", "c")) {
            graph.run(
                    "CREATE (:`%s` {IL_UNIQUE_ID: $id, code: $id})".formatted(graph.label),
                    Map.of("id", id));
        }
        List<Change> changes =
                List.of(
                        new Change(read("a"), Content.of("{\"code\":\"a2\"}")),
                        new Change(read("b"), Content.of("{\"code\":\"c\"}")),
                        new Change(read("new"), Content.of("{\"code\":\"c\"}")),
                        new Change(read("new too"), Content.of("{\"code\":\"d\"}")));

        List<Written> written = store.write(changes);

        assertInstanceOf(Written.Done.class, written.get(0));
        assertEquals(new Written.Refused("constraint-validation-failed"), written.get(1));
        assertEquals(new Written.Refused("constraint-validation-failed"), written.get(2));
        assertInstanceOf(Written.Done.class, written.get(3));
        assertEquals("{\"code\":\"a2\"}", read("a").content().text());
        assertEquals("{\"code\":\"b\"}", read("b").content().text());
        assertNull(read("new").content());
        assertEquals("{\"code\":\"d\"}", read("new too").content().text());
    }

    @Test
    void whatNoNodeCanHoldIsRefused() {
        Map<String, String> refused =
                Map.ofEntries(
                        Map.entry("not JSON", "not-json"),
                        Map.entry("[1]", "not-an-object"),
                        Map.entry("{\"a\":{\"b\":1}}", "nested-object"),
                        Map.entry("{\"a\":[1,\"b\"]}", "mixed-list"),
                        Map.entry("{\"a\":[1,2.5]}", "mixed-list"),
                        Map.entry("{\"a\":[[1]]}", "nested-list"),
                        Map.entry("{\"a\":[null]}", "null-in-a-list"),
                        Map.entry("{\"a\":9223372036854775808}", "number-too-large"),
                        Map.entry(
                                "{\"a\":{\"$type\":\"date\",\"value\":\"soon\"}}",
                                "malformed-value"),
                        Map.entry("{\"a\":{\"$type\":\"odd\",\"value\":\"\"}}", "unknown-type"),
                        Map.entry("{\"IL_UNIQUE_ID\":\"other\"}", "sets-the-key"));
        refused.forEach((content, reason) ->
                assertEquals(
                        new Written.Refused(reason),
                        write(read("new"), Content.of(content)),
                        content));
        assertInstanceOf(Written.Refused.class, write(read("new"), Content.of("{\"\":1}")));
        assertNull(read("new").content());
    }

    @Test
    void aNullIsNoProperty() {
        assertInstanceOf(
                Written.Done.class, write(read("one"), Content.of("{\"a\":1,\"b\":null}")));

        assertEquals("{\"a\":1}", read("one").content().text());
    }

    @Test
    void aNodeThatHasNotANumberIsReadAndNotWritten() {
        graph.run(
                "CREATE (:`%s` {IL_UNIQUE_ID: 'one', a: 0.0/0.0})".formatted(graph.label),
                Map.of());

        assertEquals(
                "{\"a\":{\"$type\":\"float\",\"value\":\"NaN\"}}", read("one").content().text());
        assertEquals(new Written.Refused("nan"), write(read("one"), Content.of("{}")));
    }

    @Test
    void aNodeWithRelationshipsOrOtherLabelsIsNotDeleted() {
        graph.run(
                "CREATE (a:`%1$s` {IL_UNIQUE_ID: 'a'})-[:HAS]->(b:`%1$s` {IL_UNIQUE_ID: 'b'}) CREATE (:`%1$s`:Other {IL_UNIQUE_ID: 'c'})"
                        .formatted(graph.label),
                Map.of());
        for (String id : List.of("a", "b", "c")) {
            assertEquals(new Written.Refused("has-relationships"), write(read(id), null), id);
        }
        assertEquals(3, found(Reference.all(graph.label)).size());
    }

    @Test
    void relationshipsAndOtherLabelsStayWhenPropertiesChange() {
        graph.run(
                "CREATE (a:`%1$s`:Other {IL_UNIQUE_ID: 'a', x: 1})-[:HAS {since: 1}]->(:`%1$s` {IL_UNIQUE_ID: 'b'})"
                        .formatted(graph.label),
                Map.of());

        assertInstanceOf(Written.Done.class, write(read("a"), Content.of("{\"x\":2}")));

        Record row =
                graph.run(
                                "MATCH (a:`%s`:Other {x: 2})-[r:HAS]->(b) RETURN r.since AS since, b.IL_UNIQUE_ID AS b"
                                        .formatted(graph.label),
                                Map.of())
                        .getFirst();
        assertEquals(1, row.get("since").asInt());
        assertEquals("b", row.get("b").asString());
    }

    @Test
    void ofTwoNodesWithOneIdNoneIsWritten() {
        String label = graph.label + "_loose"; // without a constraint
        graph.run(
                "UNWIND [1, 2] AS i CREATE (:`%s` {IL_UNIQUE_ID: 'twin', i: i})".formatted(label),
                Map.of());
        Document twin = store.read(List.of(new Key("graph", label, "twin"))).getFirst();

        assertEquals(new Written.Refused("key-not-unique"), write(twin, Content.of("{\"i\":3}")));
        assertEquals(
                2,
                graph.run("MATCH (n:`%s`) WHERE n.i < 3 RETURN n".formatted(label), Map.of())
                        .size());
    }

    private List<String> found(Reference reference) {
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            Page page = store.find(reference, next, 7);
            page.documents().forEach(document -> ids.add(document.key().id()));
            next = page.next();
        } while (next != null);
        return ids;
    }

    private Document read(String id) {
        return store.read(List.of(new Key("graph", graph.label, id))).getFirst();
    }

    private Written write(Document read, @Nullable Content after) {
        return store.write(List.of(new Change(read, after))).getFirst();
    }

    private static String text(String field, String value) {
        return dev.handover.document.Json.text(Map.of(field, value));
    }
}
