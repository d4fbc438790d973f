package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import dev.handover.store.Document;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// A SELECT of whole rows that is put together from conditions; all values are parameters.
final class Select {
    private final Table table;
    private final List<String> conditions = new ArrayList<>();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    Select(Table table) {
        this.table = table;
    }

    /// Those with one of the values; the column's collation may let others through.
    Select among(Column column, List<JsonNode> values) {
        conditions.add(
                column.quoted()
                        + " IN ("
                        + String.join(",", Collections.nCopies(values.size(), "?"))
                        + ")");
        values.forEach(value -> parameters.add(column.parameter(value, false)));
        return this;
    }

    /// Those whose key is one of these.
    Select keyed(List<List<JsonNode>> keys) {
        if (table.key().size() == 1) {
            return among(table.key().getFirst(), keys.stream().map(List::getFirst).toList());
        }
        String one =
                table.key().stream()
                        .map(column -> column.quoted() + " = ?")
                        .collect(Collectors.joining(" AND ", "(", ")"));
        conditions.add("(" + String.join(" OR ", Collections.nCopies(keys.size(), one)) + ")");
        keys.forEach(this::add);
        return this;
    }

    /// Those that come later in the order of the key. Spelled out, because servers don't use an
    /// index for `(a, b) > (?, ?)`.
    Select after(List<JsonNode> key) {
        List<String> steps = new ArrayList<>();
        for (int last = 0; last < key.size(); last++) {
            List<String> parts = new ArrayList<>();
            for (int at = 0; at <= last; at++) {
                Column column = table.key().get(at);
                parts.add(column.quoted() + (at == last ? " > ?" : " = ?"));
                parameters.add(column.parameter(key.get(at), false));
            }
            steps.add("(" + String.join(" AND ", parts) + ")");
        }
        conditions.add("(" + String.join(" OR ", steps) + ")");
        return this;
    }

    /// Those whose key, a text, begins so; the column's collation may let others through.
    Select beginning(String prefix) {
        Column column = table.key().getFirst();
        conditions.add(column.quoted() + " LIKE ? ESCAPE '|'");
        String literally = prefix.replaceAll("([|%_])", "|$1");
        parameters.add(column.parameter(TextNode.valueOf(literally + "%"), false));
        return this;
    }

    private void add(List<JsonNode> key) {
        for (int at = 0; at < key.size(); at++) {
            parameters.add(table.key().get(at).parameter(key.get(at), false));
        }
    }

    /// @param limit 0 for all
    List<Document> run(Connection connection, int limit) throws SQLException {
        String sql =
                "SELECT "
                        + table.columns().map(Column::selected).collect(Collectors.joining(", "))
                        + " FROM "
                        + table.quoted()
                        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                        + " ORDER BY "
                        + table.key().stream().map(Column::quoted).collect(Collectors.joining(", "))
                        + (limit == 0 ? "" : " LIMIT ?");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int at = 1;
            for (Object parameter : parameters) {
                statement.setObject(at++, parameter);
            }
            if (limit > 0) {
                statement.setInt(at, limit);
            }
            List<Document> documents = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    documents.add(table.document(rows));
                }
            }
            return documents;
        }
    }
}
