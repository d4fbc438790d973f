package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Members;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One MariaDB or MySQL server as a store. A collection is a table (`table`, or `database.table`);
/// a document is a row, its id as [RowId] makes it, its content all other columns as [Column]
/// writes them, without those that the server computes.
///
/// A write is conditional on every column that was read, compared to the byte whatever the
/// collation, under the row's lock. Rows of one call are written in one short transaction where
/// none of them is refused.
///
/// Its user needs `SELECT` to read; `INSERT`, `UPDATE` and `DELETE` to write.
public final class JdbcStore implements Store, AutoCloseable {
    private static final int MOST_PARAMETERS = 60_000; // a statement takes 65,535
    private static final int KEYS_AT_ONCE = 500;

    private final String name;
    private final Connections connections;
    private final Map<String, List<String>> keys;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    /// @param keys the key columns of tables whose key isn't the primary one
    JdbcStore(String name, Connections connections, Map<String, List<String>> keys) {
        this.name = name;
        this.connections = connections;
        this.keys = keys;
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return answering(connection -> {
            Table table = table(connection, reference.collection());
            Select select = new Select(table);
            switch (reference) {
                case Reference.All _ -> {}
                case Reference.Beginning(_, String prefix) -> {
                    if (table.key().size() > 1 || !isText(table.key().getFirst())) {
                        throw new IllegalArgumentException(
                                "only of keys that are one text the beginning can be looked for");
                    }
                    select.beginning(prefix);
                }
                case Reference.Equal(_, String field, List<String> values) -> {
                    List<JsonNode> fit = fit(table.column(field), values);
                    if (fit.isEmpty()) {
                        return new Page(List.of(), null);
                    }
                    select.among(table.column(field), fit);
                }
                case Reference.Containing _ ->
                        throw new IllegalArgumentException(
                                "a column holds no list that could be looked into");
            }
            if (from != null) {
                select.after(
                        RowId.values(table.key(), from)
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "not a cursor of this search")));
            }
            List<Document> rows = select.run(connection, limit);
            return new Page(
                    rows.stream().filter(row -> Match.of(reference, table, row)).toList(),
                    rows.size() < limit ? null : rows.getLast().key().id());
        });
    }

    private static List<JsonNode> fit(Column column, List<String> values) {
        if (values.size() > MOST_PARAMETERS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_PARAMETERS + " values can be looked for at once");
        }
        return values.stream()
                .map(value -> RowId.value(column, value))
                .flatMap(Optional::stream)
                .toList();
    }

    private static boolean isText(Column column) {
        return column.form() == Column.Form.TEXT || column.form() == Column.Form.BYTES;
    }

    @Override
    public String behind(Document found) {
        return found.key().id();
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return keys.isEmpty() ? List.of() : answering(connection -> read(connection, keys));
    }

    private List<Document> read(Connection connection, List<Key> keys) throws SQLException {
        Map<String, Map<Key, List<JsonNode>>> wanted = new LinkedHashMap<>(); // by collection
        for (Key key : keys) {
            Table table = table(connection, key.collection());
            RowId.values(table.key(), key.id())
                    .ifPresent(values ->
                            wanted.computeIfAbsent(key.collection(), _ -> new LinkedHashMap<>())
                                    .put(key, values));
        }
        Map<Key, Document> found = new HashMap<>();
        for (Map.Entry<String, Map<Key, List<JsonNode>>> some : wanted.entrySet()) {
            Table table = table(connection, some.getKey());
            List<List<JsonNode>> values = List.copyOf(some.getValue().values());
            for (int at = 0; at < values.size(); at += KEYS_AT_ONCE) {
                new Select(table)
                        .keyed(values.subList(at, Math.min(values.size(), at + KEYS_AT_ONCE)))
                        .run(connection, 0)
                        .forEach(document -> found.put(document.key(), document));
            }
        }
        return keys.stream()
                .map(key -> {
                    Document document = found.get(new Key(name, key.collection(), key.id()));
                    return document == null
                            ? Table.absent(key)
                            : new Document(key, document.content(), document.version());
                })
                .toList();
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return changes.isEmpty() ? List.of() : answering(connection -> write(connection, changes));
    }

    private List<Written> write(Connection connection, List<Change> changes) throws SQLException {
        Map<Change, String> refused = new IdentityHashMap<>();
        List<RowWrite> writes = new ArrayList<>();
        for (Change change : changes) {
            try {
                writes.add(
                        new RowWrite(table(connection, change.read().key().collection()), change));
            } catch (Members.Unfit unfit) {
                refused.put(change, unfit.reason());
            }
        }
        RowWrites written = new RowWrites(connection);
        written.run(writes);
        Map<Key, Document> now = new HashMap<>();
        read(
                        connection,
                        changes.stream()
                                .filter(change -> !written.isMet(change))
                                .map(change -> change.read().key())
                                .toList())
                .forEach(document -> now.put(document.key(), document));
        return changes.stream()
                .map(change ->
                        written.isMet(change)
                                ? new Written.Done(done(change))
                                : notMet(
                                        change,
                                        refused.getOrDefault(change, written.refusal(change)),
                                        written.isIdle(change),
                                        now.get(change.read().key())))
                .toList();
    }

    private static Written notMet(
            Change change, @Nullable String refusal, boolean idle, Document now) {
        if (refusal != null) {
            return isTaken(change, refusal, now)
                    ? new Written.MovedOn(now)
                    : new Written.Refused(refusal);
        }
        return idle && now.has(change.read().content())
                ? new Written.Done(done(change))
                : new Written.MovedOn(now);
    }

    /// Whether a row was made by somebody else that we were to make.
    private static boolean isTaken(Change change, String reason, Document now) {
        return reason.equals("duplicate") && !change.read().exists() && now.exists();
    }

    /// What we wrote, also when it has been written over since.
    private static Document done(Change change) {
        Key key = change.read().key();
        return change.after() == null
                ? Table.absent(key)
                : new Document(key, change.after(), Table.PRESENT);
    }

    @Override
    public void require(String collection, Set<String> fields) {
        answering(connection -> {
            Table table = table(connection, collection);
            fields.forEach(table::column);
            return table;
        });
    }

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    @Override
    public boolean findsAsSurely() {
        return true;
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (SQLException e) {
            throw new StoreUnavailable(name, SqlTrouble.of(e));
        }
    }

    private Table table(Connection connection, String collection) throws SQLException {
        Table known = tables.get(collection);
        if (known == null) {
            known = Table.described(connection, name, collection, keys.get(collection));
            tables.put(collection, known);
        }
        return known;
    }

    private <T> T answering(Connections.Use<T> call) {
        try {
            return connections.use(call);
        } catch (SQLException e) {
            if (SqlTrouble.isGone(e)) {
                tables.clear(); // asked anew, and told what is missing, next time
            }
            throw new StoreUnavailable(name, SqlTrouble.of(e));
        }
    }
}
