package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Key;
import dev.handover.store.Members;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// One conditional write of one row: its statement, and the statement's parameters. The condition
/// names every column that was read; only what differs is set.
final class RowWrite {
    private final Table table;
    private final Change change;
    private final List<JsonNode> key;
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private final String statement;

    /// @throws Members.Unfit when the table has no such rows
    RowWrite(Table table, Change change) {
        this.table = table;
        this.change = change;
        this.key =
                RowId.values(table.key(), change.read().key().id())
                        .orElseThrow(() -> new Members.Unfit("no-key"));
        SortedMap<String, JsonNode> before = values(change.read().content());
        SortedMap<String, JsonNode> after = values(change.after());
        if (!change.read().exists()) {
            statement = change.after() == null ? nothing() : insert(after);
        } else {
            statement = change.after() == null ? delete(before) : update(before, after);
        }
    }

    /// The same for rows of which the same columns are changed. Empty when nothing is to be done.
    String statement() {
        return statement;
    }

    Change change() {
        return change;
    }

    Key key() {
        return change.read().key();
    }

    void set(PreparedStatement prepared) throws SQLException {
        int at = 1;
        for (Object parameter : parameters) {
            prepared.setObject(at++, parameter);
        }
    }

    private SortedMap<String, JsonNode> values(@Nullable Content content) {
        if (content == null) {
            return new TreeMap<>();
        }
        SortedMap<String, JsonNode> values = Members.of(content);
        Set<String> names = table.others().stream().map(Column::name).collect(Collectors.toSet());
        if (!values.keySet().equals(names)) {
            throw new Members.Unfit("other-columns");
        }
        return values;
    }

    private static String nothing() {
        return "";
    }

    private String insert(SortedMap<String, JsonNode> after) {
        addKey();
        table.others().forEach(column -> add(column, after, false));
        return "INSERT INTO "
                + table.quoted()
                + table.columns().map(Column::quoted).collect(Collectors.joining(", ", " (", ")"))
                + table.columns().map(_ -> "?").collect(Collectors.joining(", ", " VALUES (", ")"));
    }

    private String delete(SortedMap<String, JsonNode> before) {
        return "DELETE FROM " + table.quoted() + where(before);
    }

    private String update(SortedMap<String, JsonNode> before, SortedMap<String, JsonNode> after) {
        List<Column> different =
                table.others().stream()
                        .filter(column ->
                                !after.get(column.name()).equals(before.get(column.name())))
                        .toList();
        if (different.isEmpty()) {
            return nothing();
        }
        different.forEach(column -> add(column, after, false));
        return "UPDATE "
                + table.quoted()
                + different.stream()
                        .map(column -> column.quoted() + " = ?")
                        .collect(Collectors.joining(", ", " SET ", ""))
                + where(before);
    }

    private String where(SortedMap<String, JsonNode> before) {
        addKey();
        table.others().forEach(column -> add(column, before, true));
        List<String> conditions = new ArrayList<>();
        table.key().forEach(column -> conditions.add(column.quoted() + " = ?"));
        table.others().forEach(column -> conditions.add(column.isParameter()));
        return " WHERE " + String.join(" AND ", conditions);
    }

    private void addKey() {
        for (int at = 0; at < key.size(); at++) {
            parameters.add(table.key().get(at).parameter(key.get(at), false));
        }
    }

    private void add(Column column, SortedMap<String, JsonNode> values, boolean compared) {
        parameters.add(column.parameter(values.get(column.name()), compared));
    }
}
