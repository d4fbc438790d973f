package dev.handover.store.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

@Tag("servers")
class CassandraStoreTest {
    private final Rows rows = new Rows();
    private final CassandraStore store = rows.store();

    @AfterEach
    void close() {
        store.close();
        rows.close();
    }

    @Test
    void everyColumnTypeIsReadAsItIsAndWrittenBackExactly() {
        rows.run("CREATE TYPE %s.address (street text, number int)".formatted(rows.keyspace));
        String table =
                rows.table(
                        "types",
                        "k text PRIMARY KEY, a ascii, b bigint, bl blob, bo boolean, da date, de"
                                + " decimal, d double, du duration, f float, i inet, n int, s"
                                + " smallint, t text, ti time, ts timestamp, tu timeuuid, ty"
                                + " tinyint, u uuid, v varint, l list<int>, se set<text>, m"
                                + " map<text, int>, mi map<int, text>, ud frozen<address>, tup"
                                + " tuple<int, text>, ns list<frozen<set<uuid>>>");
        rows.run(
                """
                INSERT INTO %s (k, a, b, bl, bo, da, de, d, du, f, i, n, s, t, ti, ts, tu, ty, u, v,
                    l, se, m, mi, ud, tup, ns)
                VALUES ('all', 'x', -1, 0x00ff, true, '2024-02-29', 1.50, 0.1, 1mo2d3s, 0.1,
                    '192.168.0.1', 7, 8, 'é''', '12:00:00.5', '2024-10-27T02:30:00.001+0530',
                    8bd6a4e0-0000-11ef-8080-808080808080, 9, 123e4567-e89b-12d3-a456-426614174000,
                    99999999999999999999, [3, 1, 3], {'b', 'a'}, {'x': 1}, {1: 'x'},
                    {street: 'A''s', number: 1}, (1, 'a'), [{123e4567-e89b-12d3-a456-426614174000}])
                """
                        .formatted(table));
        String before = server(table);
        Document found = read(table, "all");

        assertInstanceOf(Written.Done.class, write(found, null));
        assertInstanceOf(Written.Done.class, write(read(table, "all"), found.content()));

        assertEquals(before, server(table));
        Document again = read(table, "all");
        assertEquals(found.content(), again.content());
        Content changed = Content.of(found.content().text().replace("\"n\":7", "\"n\":8"));
        assertInstanceOf(Written.Done.class, write(again, changed));
        assertEquals(changed, read(table, "all").content());
    }

    /// What the server itself says, as JSON of its own making.
    private @Nullable String server(String table) {
        return rows.run("SELECT JSON * FROM " + table).getFirst().getString(0);
    }

    @Test
    void aBodyOfAnyBytesStaysWhenSomethingBesideItChanges() {
        String table =
                rows.table(
                        "question_data",
                        "identifier text PRIMARY KEY, body blob, answer blob, editorstate text");
        rows.run(
                "INSERT INTO %s (identifier, body, editorstate) VALUES ('do_1.img', 0xfffe00, '{}')"
                        .formatted(table));

        Document read = read(table, "do_1.img");
        assertEquals(
                "{\"body\":{\"$type\":\"blob\",\"value\":\"//4A\"},\"editorstate\":\"{}\"}",
                read.content().text());
        assertInstanceOf(
                Written.Done.class,
                write(read, Content.of(read.content().text().replace("\"{}\"", "\"x\""))));

        assertEquals(
                "{\"identifier\": \"do_1.img\", \"answer\": null, \"body\": \"0xfffe00\","
                        + " \"editorstate\": \"x\"}",
                server(table));
    }

    @Test
    void aRowWithSeveralKeyColumnsIsNamedByAllOfThem() {
        String table = rows.table("wide", "p text, q int, c uuid, v text, PRIMARY KEY ((p, q), c)");
        String id = "[\"a\\\"b\",7,\"123e4567-e89b-12d3-a456-426614174000\"]";

        assertInstanceOf(Written.Done.class, write(read(table, id), Content.of("{\"v\":\"1\"}")));

        assertEquals(List.of(id), found(Reference.all(table), 10));
        assertEquals("{\"v\":\"1\"}", read(table, id).content().text());
        assertFalse(read(table, "[\"a\"]").exists());
        assertFalse(read(table, "a").exists());
        assertEquals(
                new Written.Refused("malformed-id"),
                write(read(table, "a"), Content.of("{\"v\":\"1\"}")));
    }

    @Test
    void aKeyThatIsNoTextIsNamedByItsText() {
        String table = rows.table("numbers", "k uuid PRIMARY KEY, v int");
        String id = "123e4567-e89b-12d3-a456-426614174000";
        assertInstanceOf(Written.Done.class, write(read(table, id), Content.of("{\"v\":1}")));

        assertEquals(List.of(id), found(Reference.all(table), 10));
        assertFalse(read(table, "no uuid").exists());
    }

    @Test
    void hostileNamesAndIdsAreNothingButText() {
        String table = rows.table("people", "k text PRIMARY KEY, owner text");
        List<String> hostile =
                List.of(
                        "'; DROP TABLE people; --",
                        "\" OR 1=1",
                        "do_1' IF EXISTS",
                        "?",
                        ":name",
                        "{}",
                        "\0",
                        "a\\'b",
                        "😀\u202e\u200f",
                        "line\nline",
                        "do_1.img");
        for (String id : hostile) {
            assertInstanceOf(
                    Written.Done.class,
                    write(read(table, id), Content.of(Json.text(Map.of("owner", id)))));
        }
        for (String id : hostile) {
            assertEquals(List.of(id), found(Reference.equal(table, "owner", id), 3));
            assertEquals(Json.text(Map.of("owner", id)), read(table, id).content().text());
        }
    }

    @Test
    void aTableThatIsNotThereOrCannotBeIsSaid() {
        for (String name :
                List.of(
                        "nowhere.table",
                        "table",
                        "a.b; DROP",
                        rows.keyspace + ".none",
                        "\"a\".b")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.find(Reference.all(name), null, 1),
                    name);
        }
    }

    @Test
    void whatNoRowCanHoldIsRefused() {
        String table =
                rows.table("strict", "k text PRIMARY KEY, n int, t text, d date, l list<int>");
        Map.ofEntries(
                        Map.entry("not JSON", "not-json"),
                        Map.entry("[1]", "not-an-object"),
                        Map.entry("{\"other\":1}", "no-such-column"),
                        Map.entry("{\"k\":\"x\"}", "sets-the-key"),
                        Map.entry("{\"n\":\"x\"}", "wrong-type"),
                        Map.entry("{\"n\":1.5}", "malformed-value"),
                        Map.entry("{\"n\":3000000000}", "malformed-value"),
                        Map.entry("{\"t\":1}", "malformed-value"),
                        Map.entry("{\"t\":{\"a\":1}}", "nested-object"),
                        Map.entry(
                                "{\"d\":{\"$type\":\"date\",\"value\":\"soon\"}}",
                                "malformed-value"),
                        Map.entry("{\"l\":[1,null]}", "nested-object"))
                .forEach((content, reason) ->
                        assertEquals(
                                new Written.Refused(reason),
                                write(read(table, "new"), Content.of(content)),
                                content));
        assertNull(read(table, "new").content());
    }

    @Test
    void aHierarchyThatTheServerCannotTakeIsRefusedAndTheOthersAreWritten() {
        String table = rows.table("hierarchies", "identifier text PRIMARY KEY, hierarchy text");
        Content large = Content.of("{\"hierarchy\":\"" + "x".repeat(20 << 20) + "\"}");
        Content small = Content.of("{\"hierarchy\":\"{}\"}");

        List<Written> written =
                store.write(
                        List.of(
                                new Change(read(table, "large"), large),
                                new Change(read(table, "small"), small)));

        assertEquals(new Written.Refused("too-large"), written.get(0));
        assertInstanceOf(Written.Done.class, written.get(1));
        assertFalse(read(table, "large").exists());
        assertEquals(small, read(table, "small").content());
    }

    @Test
    void aHierarchyOfSixMegabytesIsChanged() {
        String table = rows.table("hierarchies", "identifier text PRIMARY KEY, hierarchy text");
        Content before = Content.of("{\"hierarchy\":\"" + "x".repeat(6 << 20) + "\"}");
        Content after = Content.of("{\"hierarchy\":\"" + "y".repeat(6 << 20) + "\"}");

        assertEquals("Done", outcome(write(read(table, "one"), before)));
        assertEquals("Done", outcome(write(read(table, "one"), after)));

        assertEquals(after, read(table, "one").content());
    }

    @Test
    void pagesGoOnFromTheirTextAlsoWithAnotherStore() {
        String table = rows.table("many", "k text PRIMARY KEY, v int");
        TreeSet<String> expected = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            rows.run("INSERT INTO " + table + " (k, v) VALUES (?, ?)", "id-" + i, i);
            expected.add("id-" + i);
        }
        Page first = store.find(Reference.all(table), null, 50);
        assertEquals(50, first.documents().size());

        try (CassandraStore another = rows.store()) {
            TreeSet<String> found = new TreeSet<>();
            first.documents().forEach(document -> found.add(document.key().id()));
            String next = first.next();
            while (next != null) {
                Page page = another.find(Reference.all(table), next, 50);
                page.documents().forEach(document -> found.add(document.key().id()));
                next = page.next();
            }
            assertEquals(expected, found);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> store.find(Reference.all(table), "not a cursor", 50));
    }

    @Test
    void nobodyThereIsUnavailable() {
        try (CassandraStore nowhere =
                new CassandraStore(
                        "rows",
                        new CassandraConnection(URI.create("cassandra://127.0.0.1:1"), false))) {
            assertThrows(
                    StoreUnavailable.class,
                    () -> nowhere.read(List.of(new Key("rows", "a.b", "c"))));
        }
    }

    @Test
    void anAddressThatIsNoneIsNotRepeated() {
        IllegalArgumentException wrong =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new CassandraConnection(
                                        URI.create("http://user:secret@host"), false));

        assertFalse(String.valueOf(wrong.getMessage()).contains("secret"));
    }

    private static String outcome(Written written) {
        return written instanceof Written.Done ? "Done" : written.toString();
    }

    private List<String> found(Reference reference, int limit) {
        List<String> ids = new ArrayList<>();
        String next = null;
        do {
            Page page = store.find(reference, next, limit);
            page.documents().forEach(document -> ids.add(document.key().id()));
            next = page.next();
        } while (next != null);
        return ids;
    }

    private Document read(String table, String id) {
        return store.read(List.of(new Key("rows", table, id))).getFirst();
    }

    private Written write(Document read, @Nullable Content after) {
        return store.write(List.of(new Change(read, after))).getFirst();
    }
}
