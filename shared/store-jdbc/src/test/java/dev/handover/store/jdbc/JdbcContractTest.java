package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// The contract of all stores, kept by MariaDB. The ids are compared by a collation that tells all
/// texts apart; that of the owner doesn't.
@Tag("servers")
class JdbcContractTest extends StoreContract {
    private final Connection app = Database.application();
    private final String table = Database.fresh("odd `name");
    private final JdbcStore store =
            new JdbcStore(storeName(), new Connections(Database.url()), Map.of());

    @BeforeEach
    void create() {
        Database.run(
                app,
                "CREATE TABLE "
                        + Name.quoted(table)
                        + " (`the id` VARBINARY(600) PRIMARY KEY, `number` INT, `owner`"
                        + " VARCHAR(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci,"
                        + " `text'\"?` LONGTEXT CHARACTER SET utf8mb4)");
    }

    @AfterEach
    void drop() throws SQLException {
        Database.run(app, "DROP TABLE " + Name.quoted(table));
        app.close();
        store.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected String collection() {
        return table;
    }

    @Override
    protected Content content(String owner, int number) {
        return Content.of(
                "{\"number\":%d,\"owner\":\"%s\",\"text'\\\"?\":null}".formatted(number, owner));
    }

    private static Content text(String json) {
        return Content.of("{\"number\":null,\"owner\":null,\"text'\\\"?\":%s}".formatted(json));
    }

    @Override
    protected List<Content> oddContents() {
        return List.of(
                text("\"\""),
                text("\" \""),
                text("\"\\u0000'\\\"\\\\\\\\$ {}`\u202e😀\\n?; DROP TABLE x --\""),
                text("\"" + "x".repeat(1 << 20) + "\""),
                Content.of("{\"number\":-2147483648,\"owner\":\"É \",\"text'\\\"?\":\"null\"}"));
    }

    @Override
    protected @Nullable String listField() {
        return null;
    }

    @Override
    protected Content listing(String... parts) {
        return content(parts[0], 0);
    }

    @Override
    protected String missing() {
        return "no_such_table";
    }

    @Override
    protected void seed(Key key, Content content) {
        JsonNode tree = Json.read(content.bytes(), JsonNode.class);
        Database.run(
                app,
                "REPLACE INTO " + Name.quoted(table) + " VALUES (?, ?, ?, ?)",
                key.id().getBytes(StandardCharsets.UTF_8),
                tree.get("number").isNull() ? null : tree.get("number").intValue(),
                tree.get("owner").textValue(),
                tree.get("text'\"?").textValue());
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        try (PreparedStatement select =
                app.prepareStatement(
                        "SELECT * FROM " + Name.quoted(table) + " WHERE `the id` = ?")) {
            select.setBytes(1, key.id().getBytes(StandardCharsets.UTF_8));
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Content.of(
                                "{\"number\":%s,\"owner\":%s,\"text'\\\"?\":%s}"
                                        .formatted(
                                                row.getString(2),
                                                row.getString(3) == null
                                                        ? "null"
                                                        : Json.text(row.getString(3)),
                                                row.getString(4) == null
                                                        ? "null"
                                                        : Json.text(row.getString(4))))
                        : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
