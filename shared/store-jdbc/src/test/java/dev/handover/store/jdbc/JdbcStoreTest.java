package dev.handover.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;
import dev.handover.testing.TroubledServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

@Tag("servers")
@DisplayName("Rows of MariaDB")
class JdbcStoreTest {
    private final Connection app = Database.application();
    private final String table = Database.fresh("t");
    private final JdbcStore store = store(Map.of());

    private static JdbcStore store(Map<String, List<String>> keys) {
        return new JdbcStore("sql", new Connections(Database.url()), keys);
    }

    @AfterEach
    void drop() throws SQLException {
        run("DROP TABLE IF EXISTS " + table);
        app.close();
        store.close();
    }

    @Test
    void everyTypeOfColumnComesBackAsTheVerySameValue() {
        run(
                """
                CREATE TABLE %s (id BIGINT UNSIGNED PRIMARY KEY, a TINYINT(1), b BIGINT, c BIGINT UNSIGNED,
                d DECIMAL(65,30), d0 DECIMAL(30,0), e FLOAT, f DOUBLE, g CHAR(5) CHARACTER SET latin1,
                h VARCHAR(20) CHARACTER SET utf8mb4, i LONGTEXT CHARACTER SET utf8mb3,
                j ENUM('x','Y','é') CHARACTER SET utf8mb4, k SET('p','q','r'), l BINARY(4), m VARBINARY(20),
                n MEDIUMBLOB, o BIT(9), p DATE, q TIME(6), r DATETIME(6), s TIMESTAMP(6) NULL, t YEAR, u JSON,
                v INET6, w UUID, x POINT, y INT GENERATED ALWAYS AS (b + 1) VIRTUAL, z INT INVISIBLE)
                """
                        .formatted(table));
        run("SET time_zone = '+05:45', sql_mode = 'ALLOW_INVALID_DATES'");
        String columns = "id,a,b,c,d,d0,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,z";
        run(
                """
                INSERT INTO %s (%s) VALUES (18446744073709551615, 2, -9223372036854775808, 18446744073709551615,
                '-12345678901234567890123456789012345.012345678901234567890123456789',
                123456789012345678901234567890, 1.1, 0.1, 'Zoë', 'a\\0😀 ', 'हिन्दी', 'é', 'p,r', 'ab', x'FF00C3', x'00',
                b'101000001', '0000-00-00', '-838:59:59.999999', '2024-03-31 02:30:00.123456',
                '2024-10-27 02:30:00.5', 1901, '{"a": 1.0}', '::1', '123e4567-e89b-12d3-a456-426655440000',
                POINT(1.5, -2), 7)
                """
                        .formatted(table, columns));
        run("INSERT INTO %s (id) VALUES (0)".formatted(table));
        String before = everything(columns);

        List<Document> rows = store.find(Reference.all(table), null, 10).documents();
        assertEquals(
                List.of("0", "18446744073709551615"),
                rows.stream().map(row -> row.key().id()).toList());
        String text = rows.getLast().content().text();
        assertTrue(
                text.contains(
                        "\"s\":{\"$type\":\"timestamp\",\"value\":\"2024-10-26 20:45:00.500000\"}"),
                text);
        assertTrue(
                text.contains(
                        "\"r\":{\"$type\":\"datetime\",\"value\":\"2024-03-31 02:30:00.123456\"}"),
                text);
        assertTrue(text.contains("\"l\":\"ab\\u0000\\u0000\""), text);
        assertTrue(text.contains("\"h\":\"a\\u0000😀 \""), text);
        assertFalse(text.contains("\"y\""), text);

        // the condition holds for each type, and a row that was deleted comes back the same
        for (Document row : rows) {
            Content other =
                    Content.of(row.content().text().replaceFirst("\"z\":(7|null)", "\"z\":8"));
            Written.Done changed = assertInstanceOf(Written.Done.class, write(row, other));
            Written.Done back =
                    assertInstanceOf(Written.Done.class, write(changed.now(), row.content()));
            Written.Done gone = assertInstanceOf(Written.Done.class, write(back.now(), null));
            assertInstanceOf(Written.Done.class, write(gone.now(), row.content()));
        }
        assertEquals(before, everything(columns));
    }

    @Test
    void aChangeThatACollationDoesNotSeeIsAForeignWriteAllTheSame() {
        run(
                "CREATE TABLE %s (id INT PRIMARY KEY, name VARCHAR(20) COLLATE utf8mb4_general_ci)"
                        .formatted(table));
        run("INSERT INTO %s VALUES (1, 'jose')".formatted(table));
        Document read = read("1");
        run("UPDATE %s SET name = 'José '".formatted(table));

        assertInstanceOf(Written.MovedOn.class, write(read, Content.of("{\"name\":\"x\"}")));
        assertEquals("{\"name\":\"José \"}", read("1").content().text());
    }

    @Test
    void rowsWithSeveralKeyColumnsAreFoundPageByPage() {
        run(
                "CREATE TABLE %s (`user` INT, `group` VARBINARY(20), expiry VARBINARY(14), PRIMARY KEY (`group`, `user`))"
                        .formatted(table));
        for (int user = 0; user < 12; user++) {
            run(
                    "INSERT INTO %s VALUES (?, ?, NULL)".formatted(table),
                    user,
                    user % 3 == 0 ? "a,\"" : "sysop");
        }

        for (int limit = 1; limit <= 13; limit++) {
            assertEquals(12, found(Reference.all(table), limit).stream().distinct().count());
            assertEquals(
                    List.of("[\"a,\\\"\",\"3\"]", "[\"sysop\",\"4\"]"),
                    found(
                            new Reference.Equal(table, "user", List.of("3", "4", "x", "4.0")),
                            limit));
            assertEquals(8, found(Reference.equal(table, "group", "sysop"), limit).size());
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> store.find(Reference.beginning(table, "a"), null, 1));
        assertFalse(read("[\"a,\\\"\"]").exists());
        assertFalse(read("no").exists());
        assertInstanceOf(
                Written.Done.class,
                write(read("[\"sysop\",\"4\"]"), Content.of("{\"expiry\":\"20240101000000\"}")));
    }

    @Test
    void aTableWithoutAPrimaryKeyNeedsItNamed() {
        run("CREATE TABLE %s (a INT, b INT)".formatted(table));
        run("INSERT INTO %s VALUES (1, 2)".formatted(table));
        assertThrows(
                IllegalArgumentException.class, () -> store.find(Reference.all(table), null, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> store.find(Reference.all("x` WHERE 1=1 -- "), null, 1));
        try (JdbcStore named = store(Map.of(table, List.of("a")))) {
            assertEquals(1, named.find(Reference.all(table), null, 1).documents().size());
        }
    }

    @Test
    void whatAConstraintForbidsIsRefusedAndTheOthersGoOn() {
        run(
                "CREATE TABLE %s (id INT PRIMARY KEY, name VARCHAR(5) UNIQUE NOT NULL, n INT CHECK (n < 10))"
                        .formatted(table));
        for (int id = 0; id < 6; id++) {
            run("INSERT INTO %s VALUES (?, ?, 1)".formatted(table), id, "n" + id);
        }
        List<Document> read =
                store.read(
                        List.of("0", "1", "2", "3", "4", "9").stream()
                                .map(id -> new Key("sql", table, id))
                                .toList());
        List<String> after =
                List.of(
                        "{\"n\":2,\"name\":\"n0\"}",
                        "{\"n\":2,\"name\":\"n5\"}",
                        "{\"n\":2,\"name\":\"too long\"}",
                        "{\"n\":11,\"name\":\"n3\"}",
                        "{\"n\":2,\"name\":null}",
                        "{\"n\":2,\"name\":\"n5\"}");
        List<Change> changes = new ArrayList<>();
        for (int at = 0; at < 6; at++) {
            changes.add(new Change(read.get(at), Content.of(after.get(at))));
        }

        List<Written> written = store.write(changes);

        assertInstanceOf(Written.Done.class, written.get(0));
        assertEquals(new Written.Refused("duplicate"), written.get(1));
        assertEquals(new Written.Refused("too-large"), written.get(2));
        assertEquals(new Written.Refused("check"), written.get(3));
        assertEquals(new Written.Refused("not-valid"), written.get(4));
        assertEquals(new Written.Refused("duplicate"), written.get(5));
        assertEquals("{\"n\":2,\"name\":\"n0\"}", read("0").content().text());
        assertEquals("{\"n\":1,\"name\":\"n1\"}", read("1").content().text());
        for (String odd :
                List.of(
                        "{",
                        "{}",
                        "{\"n\":1,\"name\":\"x\",\"more\":1}",
                        "{\"n\":\"1\",\"name\":\"x\"}")) {
            assertInstanceOf(Written.Refused.class, write(read("0"), Content.of(odd)));
        }
    }

    @Test
    void aRowThatSomebodyElseHasLockedIsUnavailableAndNothingIsHalfDone() throws Exception {
        run("CREATE TABLE %s (id INT PRIMARY KEY, name VARCHAR(5))".formatted(table));
        run("INSERT INTO %s VALUES (1, 'a'), (2, 'b')".formatted(table));
        List<Document> read = store.find(Reference.all(table), null, 10).documents();
        app.setAutoCommit(false);
        run("SELECT * FROM %s WHERE id = 2 FOR UPDATE".formatted(table));
        List<Change> changes =
                read.stream().map(row -> new Change(row, Content.of("{\"name\":\"x\"}"))).toList();

        String message =
                assertThrows(StoreUnavailable.class, () -> store.write(changes)).getMessage();

        assertEquals("store sql is unavailable: SqlTrouble", message);
        app.commit();
        app.setAutoCommit(true);
        assertEquals(read, store.find(Reference.all(table), null, 10).documents());
        store.write(changes).forEach(one -> assertInstanceOf(Written.Done.class, one));
    }

    @Test
    void connectionsThatDiedWhileTheFunctionWasFrozenAreReplacedUnseen() {
        run("CREATE TABLE %s (id INT PRIMARY KEY, name VARCHAR(5))".formatted(table));
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        JdbcStore frozen =
                new JdbcStore("sql", new Connections(Database.url(), now::get), Map.of());
        List<Key> keys = List.of(new Key("sql", table, "1"));
        frozen.read(keys);
        run(
                """
                BEGIN NOT ATOMIC
                    FOR other IN (SELECT id FROM information_schema.processlist
                            WHERE user = 'root' AND id <> CONNECTION_ID() AND command = 'Sleep') DO
                        EXECUTE IMMEDIATE CONCAT('KILL ', other.id);
                    END FOR;
                END
                """);
        now.updateAndGet(then -> then.plusMillis(500));
        assertFalse(frozen.read(keys).getFirst().exists());
        frozen.close();
    }

    @Test
    void aServerThatIsNotThereOrNoDatabaseIsUnavailableWithoutItsAddress() throws Exception {
        int closed;
        try (TroubledServer gone = TroubledServer.silent()) {
            closed = gone.uri().getPort();
        }
        try (TroubledServer http = TroubledServer.answering(500, "text/plain", "jane")) {
            for (int port : List.of(closed, http.uri().getPort())) {
                JdbcStore none =
                        new JdbcStore(
                                "sql",
                                new Connections(
                                        "jdbc:mariadb://127.0.0.1:"
                                                + port
                                                + "/test?user=root&password=secret&socketTimeout=500"),
                                Map.of());
                StoreUnavailable e =
                        assertThrows(
                                StoreUnavailable.class,
                                () -> none.read(List.of(new Key("sql", "t", "jane"))));
                assertFalse((e.getMessage() + e.getCause()).matches(".*(jane|secret).*"));
            }
        }
        assertFalse(
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Connections("jdbc:mysql://u:secret@h/d"))
                        .getMessage()
                        .contains("secret"));
    }

    private List<String> found(Reference reference, int limit) {
        List<String> ids = new ArrayList<>();
        String from = null;
        do {
            Page page = store.find(reference, from, limit);
            page.documents().forEach(document -> ids.add(document.key().id()));
            from = page.next();
        } while (from != null);
        return ids;
    }

    /// As the server has it, whatever the type.
    private String everything(String columns) {
        String all =
                Stream.of(columns.split(","))
                        .map("IFNULL(TO_BASE64(%s), '-')"::formatted)
                        .collect(Collectors.joining(", ', ', "));
        StringBuilder rows = new StringBuilder();
        try (Statement ask = app.createStatement();
                ResultSet row =
                        ask.executeQuery(
                                "SELECT CONCAT(%s) FROM %s ORDER BY id".formatted(all, table))) {
            while (row.next()) {
                rows.append(row.getString(1)).append('\n');
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows.toString();
    }

    private void run(String sql, Object... parameters) {
        Database.run(app, sql, parameters);
    }

    private Document read(String id) {
        return store.read(List.of(new Key("sql", table, id))).getFirst();
    }

    private Written write(Document read, Content after) {
        return store.write(List.of(new Change(read, after))).getFirst();
    }
}
