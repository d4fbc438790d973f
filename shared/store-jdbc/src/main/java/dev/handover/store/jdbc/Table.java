package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Members;
import dev.handover.store.NotInStore;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A table as the server describes it, and its rows as documents.
///
/// @param collection as the data map names it: `table` or `database.table`
/// @param key the columns that tell rows apart
/// @param others all others, without those that the server computes
record Table(
        String store, String collection, String quoted, List<Column> key, List<Column> others) {
    private static final String COLUMNS =
            """
            SELECT column_name, data_type, column_key, extra FROM information_schema.columns
            WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ? ORDER BY ordinal_position
            """;
    static final String PRESENT = "present";
    private static final String ABSENT = "absent";

    /// @param named the key's columns; null for the primary key's
    /// @throws NotInStore when the data map names what isn't there
    static Table described(
            Connection connection, String store, String collection, @Nullable List<String> named)
            throws SQLException {
        int dot = collection.indexOf('.');
        String schema = dot < 0 ? null : collection.substring(0, dot);
        String table = collection.substring(dot + 1);
        List<Column> key = new ArrayList<>();
        List<Column> others = new ArrayList<>();
        List<String> wanted = named == null ? primaryKey(connection, schema, table) : named;
        try (PreparedStatement ask = connection.prepareStatement(COLUMNS)) {
            ask.setString(1, schema);
            ask.setString(2, table);
            try (ResultSet columns = ask.executeQuery()) {
                while (columns.next()) {
                    Column column = Column.of(columns.getString(1), columns.getString(2));
                    if (wanted.contains(column.name())) {
                        key.add(column);
                    } else if (!columns.getString(4)
                            .matches("(?i).*(VIRTUAL|STORED|PERSISTENT).*")) {
                        others.add(column);
                    }
                }
            }
        }
        if (key.isEmpty() && others.isEmpty()) {
            throw new NotInStore(store, "table " + collection);
        }
        if (wanted.isEmpty()) {
            throw new NotInStore(
                    store,
                    "primary key in "
                            + collection
                            + "; then the data map must name its key columns (`keys`)");
        }
        if (key.size() != wanted.size()) {
            throw new NotInStore(
                    store, "columns " + String.join(", ", wanted) + " in " + collection);
        }
        String quoted = Name.quoted(table);
        return new Table(
                store,
                collection,
                schema == null ? quoted : Name.quoted(schema) + "." + quoted,
                wanted.stream()
                        .map(name ->
                                key.stream()
                                        .filter(column -> column.name().equals(name))
                                        .findFirst()
                                        .orElseThrow())
                        .toList(),
                others);
    }

    private static List<String> primaryKey(
            Connection connection, @Nullable String schema, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement ask =
                connection.prepareStatement(
                        """
                        SELECT column_name FROM information_schema.key_column_usage
                        WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?
                        AND constraint_name = 'PRIMARY' ORDER BY ordinal_position
                        """)) {
            ask.setString(1, schema);
            ask.setString(2, table);
            try (ResultSet columns = ask.executeQuery()) {
                while (columns.next()) {
                    names.add(columns.getString(1));
                }
            }
        }
        return names;
    }

    Stream<Column> columns() {
        return Stream.concat(key.stream(), others.stream());
    }

    /// A row of a SELECT of all [#columns].
    Document document(ResultSet row) throws SQLException {
        List<JsonNode> id = new ArrayList<>();
        SortedMap<String, JsonNode> members = new TreeMap<>();
        int at = 1;
        for (Column column : key) {
            id.add(column.read(row, at++));
        }
        for (Column column : others) {
            members.put(column.name(), column.read(row, at++));
        }
        return new Document(
                new Key(store, collection, RowId.of(id)), Members.content(members), PRESENT);
    }

    static Document absent(Key key) {
        return new Document(key, null, ABSENT);
    }

    /// The column of a field that a reference names.
    Column column(String field) {
        return columns()
                .filter(column -> column.name().equals(field))
                .findFirst()
                .orElseThrow(() -> new NotInStore(store, "column " + field + " in " + collection));
    }
}
