package dev.handover.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ColumnDefinition;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.handover.document.Json;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Members;
import dev.handover.store.Members.Unfit;
import dev.handover.store.NotInStore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// One table's rows as documents. The id is the key column's value as text; of several key columns
/// it is a JSON array of their values. The content is every other column that has a value; columns
/// that rows of a partition share are not seen.
final class Table {
    /// What a data map may call a keyspace or a table. In quotes it is nothing but a name.
    private static final String NAME = "[A-Za-z][A-Za-z0-9_]{0,47}";

    private static final String ABSENT = "absent";
    private static final String THERE = "there";

    private final String collection;
    private final List<String> keyColumns;
    private final SortedMap<String, DataType> types;
    private final ColumnValues values;

    private Table(
            String collection,
            List<String> keyColumns,
            SortedMap<String, DataType> types,
            ColumnValues values) {
        this.collection = collection;
        this.keyColumns = keyColumns;
        this.types = types;
        this.values = values;
    }

    /// @param collection `keyspace.table`
    /// @throws NotInStore when there is none
    static Table of(CqlSession session, String store, String collection) {
        if (!collection.matches(NAME + "\\." + NAME)) {
            throw new NotInStore(store, "keyspace.table " + collection);
        }
        String[] names = collection.split("\\.");
        List<Row> columns =
                session.execute(
                                "SELECT column_name, kind, position FROM system_schema.columns"
                                        + " WHERE keyspace_name = ? AND table_name = ?",
                                names[0],
                                names[1])
                        .all();
        if (columns.isEmpty()) {
            throw new NotInStore(store, "table " + collection);
        }
        List<String> keys =
                columns.stream()
                        .filter(row -> isKey(Objects.requireNonNull(row.getString("kind"))))
                        .sorted(
                                Comparator.comparing((Row row) ->
                                                "clustering".equals(row.getString("kind")))
                                        .thenComparing(row -> row.getInt("position")))
                        .map(row -> Objects.requireNonNull(row.getString("column_name")))
                        .toList();
        List<String> shared =
                columns.stream()
                        .filter(row -> "static".equals(row.getString("kind")))
                        .map(row -> row.getString("column_name"))
                        .toList();
        SortedMap<String, DataType> types = new TreeMap<>();
        for (ColumnDefinition column :
                session.prepare("SELECT * FROM " + quoted(collection)).getResultSetDefinitions()) {
            String name = column.getName().asInternal();
            if (!shared.contains(name)) {
                types.put(name, column.getType());
            }
        }
        return new Table(
                collection, keys, types, new ColumnValues(session.getContext().getCodecRegistry()));
    }

    private static boolean isKey(String kind) {
        return kind.equals("partition_key") || kind.equals("clustering");
    }

    /// `"keyspace"."table"`
    static String quoted(String collection) {
        return "\"" + collection.replace(".", "\".\"") + "\"";
    }

    String collection() {
        return collection;
    }

    List<String> keyColumns() {
        return keyColumns;
    }

    /// @throws NotInStore when one of the columns isn't there
    void require(String store, Collection<String> columns) {
        for (String column : columns) {
            if (!types.containsKey(column)) {
                throw new NotInStore(store, "column " + column + " in " + collection);
            }
        }
    }

    /// All but those of the key, in the order of their names.
    List<String> otherColumns() {
        return types.keySet().stream().filter(name -> !keyColumns.contains(name)).toList();
    }

    Document document(String store, Row row) {
        SortedMap<String, JsonNode> members = new TreeMap<>();
        for (String column : otherColumns()) {
            Object value = value(row, column);
            if (value != null) {
                members.put(column, values.json(type(column), value));
            }
        }
        return new Document(new Key(store, collection, id(row)), Members.content(members), THERE);
    }

    private static @Nullable Object value(Row row, String column) {
        String quoted = RowWrite.quoted(column);
        return row.isNull(quoted)
                ? null
                : row.getObject(quoted); // of a collection it makes an empty one
    }

    static Document absent(Key key) {
        return new Document(key, null, ABSENT);
    }

    private String id(Row row) {
        List<JsonNode> parts =
                keyColumns.stream()
                        .map(column ->
                                values.json(
                                        type(column), Objects.requireNonNull(value(row, column))))
                        .toList();
        return parts.size() == 1 && parts.getFirst().isValueNode()
                ? parts.getFirst().asText()
                : Json.text(parts);
    }

    /// @throws Unfit when no row can have that id
    List<Object> key(String id) {
        List<JsonNode> parts = new ArrayList<>();
        if (keyColumns.size() == 1 && !type(keyColumns.getFirst()).equals(DataTypes.BLOB)) {
            DataType type = type(keyColumns.getFirst());
            return List.of(
                    type.equals(DataTypes.TEXT) || type.equals(DataTypes.ASCII)
                            ? id
                            : values.key(type, id));
        }
        try {
            JsonNode array = Json.parse(id);
            if (array instanceof ArrayNode && array.size() == keyColumns.size()) {
                array.forEach(parts::add);
            }
        } catch (Json.Malformed _) {
            // the same
        }
        if (parts.isEmpty()) {
            throw new Unfit("malformed-id");
        }
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            key.add(values.value(type(keyColumns.get(i)), parts.get(i)));
        }
        return key;
    }

    /// The columns that the content gives a value. An empty collection is none, as in a table.
    ///
    /// @throws Unfit when a row can't be so
    Map<String, Object> columns(SortedMap<String, JsonNode> members) {
        Map<String, Object> columns = new HashMap<>();
        members.forEach((name, value) -> {
            if (keyColumns.contains(name)) {
                throw new Unfit("sets-the-key");
            }
            if (!types.containsKey(name)) {
                throw new Unfit("no-such-column");
            }
            if (!value.isNull() && !(value.isContainerNode() && value.isEmpty())) {
                columns.put(name, values.value(type(name), value));
            }
        });
        return columns;
    }

    Document written(Key key, SortedMap<String, JsonNode> members) {
        SortedMap<String, JsonNode> now = new TreeMap<>();
        columns(members).forEach((name, value) -> now.put(name, values.json(type(name), value)));
        return new Document(key, Members.content(now), THERE);
    }

    private DataType type(String column) {
        return Objects.requireNonNull(types.get(column));
    }
}
