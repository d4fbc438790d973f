package dev.handover.local.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.operation.DataMap;
import dev.handover.operation.erase.EraseKit;
import dev.handover.run.Run;
import dev.handover.servers.InstalledServer;
import dev.handover.store.Address;
import dev.handover.store.StoreKind;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mariadb.jdbc.Driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/// A person is erased from a table in a MariaDB.
@Tag("servers")
class EraseOfRowsTest {
    private static final String JANE = "jane'; DROP TABLE texts; --";
    private static final List<String> NAMES =
            List.of(
                    "O\"Brien \\ said 'so'",
                    "line\nbreak\ttab",
                    "nul\0in it",
                    "שלום \u202e דוד",
                    "😀 ${x} {} %s ' ; -- */ ?",
                    "', status = 'gone");
    private static final String MAP =
            """
            system: rows
            stores:
              database: { kind: jdbc }
            erase:
              fields: { %s: [creator] }
              names: [author]
              records:
                texts: { store: database, collection: %s }
            """;

    private final String url =
            "jdbc:mariadb://" + InstalledServer.mariaDb().hostAndPort() + "/test?user=root";
    private final Connection app = connected();

    @TempDir Path folder;

    private Connection connected() {
        try {
            return Objects.requireNonNull(new Driver().connect(url, new Properties()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String statement) throws SQLException {
        try (Statement run = app.createStatement()) {
            run.execute(statement);
        }
    }

    @BeforeEach
    void fill() throws SQLException {
        run("DROP TABLE IF EXISTS texts");
        run(
                """
                CREATE TABLE texts (id VARCHAR(100) PRIMARY KEY, created_by VARCHAR(100),
                creator VARCHAR(200), author VARCHAR(200), status VARCHAR(20), KEY (created_by))
                CHARACTER SET utf8mb4
                """);
        for (String name : NAMES) {
            insert("\0" + name, JANE, name);
        }
        insert("joes", "joe", NAMES.getFirst());
    }

    private void insert(String id, String by, String name) throws SQLException {
        try (PreparedStatement insert =
                app.prepareStatement("INSERT INTO texts VALUES (?, ?, ?, ?, 'live')")) {
            insert.setString(1, id);
            insert.setString(2, by);
            insert.setString(3, name);
            insert.setString(4, name);
            insert.execute();
        }
    }

    @AfterEach
    void drop() throws SQLException {
        run("DROP TABLE texts");
        app.close();
    }

    private EraseKit kit(String field, String table) throws IOException {
        Path file = folder.resolve("map.yaml");
        DataMap map = DataMap.load(Files.writeString(file, MAP.formatted(field, table)).toString());
        var store =
                StoreKind.named("jdbc")
                        .orElseThrow()
                        .open(
                                "database",
                                map.stores().get("database").settings(),
                                new Address(url, Servers.aws()));
        return new EraseKit(map, _ -> store);
    }

    private List<String> column(String name, String by) throws SQLException {
        List<String> values = new ArrayList<>();
        try (PreparedStatement select =
                app.prepareStatement(
                        "SELECT " + name + " FROM texts WHERE created_by = ? ORDER BY id")) {
            select.setString(1, by);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
        }
        return values;
    }

    @Test
    void namesAndIdsThatArePiecesOfQueriesAreErasedLikeAnyOther() throws Exception {
        EraseKit kit = kit("created_by", "texts");
        Run run = kit.erase(JANE);
        assertEquals(Run.End.COMPLETE, run.end(), () -> kit.receipt(run.runId()).toString());
        List<String> gone = NAMES.stream().map(_ -> "Deleted User").toList();
        assertEquals(gone, column("creator", JANE));
        assertEquals(gone, column("author", JANE));
        assertEquals(NAMES.stream().map(_ -> "live").toList(), column("status", JANE));
        assertEquals(List.of(NAMES.getFirst()), column("creator", "joe"));
    }

    @ParameterizedTest
    @CsvSource({
        "created_by,txts,table txts",
        "createdBy,texts,column createdBy in texts",
    })
    void aMapThatNamesWhatTheDatabaseDoesNotHaveEndsTheRunByName(
            String field, String table, String missing) throws Exception {
        Run run = kit(field, table).erase(JANE);
        assertEquals(Run.End.FAILED, run.end());
        assertEquals("not-in-store: the store database has no " + missing, run.why());
        assertEquals(NAMES.size(), column("creator", JANE).size());
        assertEquals(0, column("creator", JANE).stream().filter("Deleted User"::equals).count());
    }
}
