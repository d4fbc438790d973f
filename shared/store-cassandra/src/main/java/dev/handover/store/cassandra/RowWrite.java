package dev.handover.store.cassandra;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Members;
import dev.handover.store.Members.Unfit;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One change as a lightweight transaction: it is done only if every column still is what was read.
/// Values are parameters; names are the schema's own, in quotes.
///
/// @param done the document when it is done
record RowWrite(String statement, List<@Nullable Object> parameters, Document done) {
    /// @throws Unfit when no row can be so
    static RowWrite of(Table table, Change change) {
        List<Object> key = table.key(change.read().key().id());
        Content read = change.read().content();
        Content after = change.after();
        if (after == null) {
            return delete(table, key, change, read);
        }
        SortedMap<String, JsonNode> wanted = Members.of(after);
        Document done = table.written(change.read().key(), wanted);
        Map<String, Object> columns = table.columns(wanted);
        return read == null
                ? insert(table, key, columns, done)
                : update(table, key, columns(table, read), columns, done);
    }

    private static Map<String, Object> columns(Table table, Content content) {
        return table.columns(Members.of(content));
    }

    private static RowWrite insert(
            Table table, List<Object> key, Map<String, Object> columns, Document done) {
        List<String> names = new ArrayList<>(table.keyColumns());
        List<@Nullable Object> parameters = new ArrayList<>(key);
        new TreeMap<>(columns)
                .forEach((name, value) -> {
                    names.add(name);
                    parameters.add(value);
                });
        return new RowWrite(
                "INSERT INTO %s (%s) VALUES (%s) IF NOT EXISTS"
                        .formatted(
                                Table.quoted(table.collection()),
                                names.stream()
                                        .map(RowWrite::quoted)
                                        .collect(Collectors.joining(",")),
                                names.stream().map(_ -> "?").collect(Collectors.joining(","))),
                parameters,
                done);
    }

    private static RowWrite update(
            Table table,
            List<Object> key,
            Map<String, Object> before,
            Map<String, Object> after,
            Document done) {
        // a statement must set something: what stays the same then
        List<String> differing =
                table.otherColumns().stream()
                        .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                        .toList();
        List<String> set = differing.isEmpty() ? table.otherColumns() : differing;
        List<@Nullable Object> parameters = new ArrayList<>();
        set.forEach(name -> parameters.add(after.get(name)));
        parameters.addAll(key);
        table.otherColumns().forEach(name -> parameters.add(before.get(name)));
        return new RowWrite(
                "UPDATE %s SET %s WHERE %s IF %s"
                        .formatted(
                                Table.quoted(table.collection()),
                                equal(set.stream(), ","),
                                equal(table.keyColumns().stream(), " AND "),
                                equal(table.otherColumns().stream(), " AND ")),
                parameters,
                done);
    }

    private static RowWrite delete(
            Table table, List<Object> key, Change change, @Nullable Content read) {
        Document done = Table.absent(change.read().key());
        List<@Nullable Object> parameters = new ArrayList<>(key);
        String condition = "EXISTS";
        if (read != null && !columns(table, read).isEmpty()) {
            Map<String, Object> before = columns(table, read);
            table.otherColumns().forEach(name -> parameters.add(before.get(name)));
            condition = equal(table.otherColumns().stream(), " AND ");
        }
        return new RowWrite(
                "DELETE FROM %s WHERE %s IF %s"
                        .formatted(
                                Table.quoted(table.collection()),
                                equal(table.keyColumns().stream(), " AND "),
                                condition),
                parameters,
                done);
    }

    private static String equal(Stream<String> names, String between) {
        return names.map(name -> quoted(name) + " = ?").collect(Collectors.joining(between));
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
