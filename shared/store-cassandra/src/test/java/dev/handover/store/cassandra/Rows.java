package dev.handover.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.servers.JavaServer;
import dev.handover.store.Key;
import dev.handover.store.Members;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A Cassandra as the application sees it: past the port, with plain writes. Each has a keyspace of
/// its own.
final class Rows implements AutoCloseable {
    private static final AtomicInteger KEYSPACES = new AtomicInteger();

    final URI address;
    final String keyspace;
    final CqlSession session;
    private final CassandraConnection connection;

    Rows() {
        this(JavaServer.CASSANDRA.address(), "ks" + KEYSPACES.incrementAndGet());
    }

    Rows(String address, String keyspace) {
        this.address = URI.create(address);
        this.keyspace = keyspace;
        connection = new CassandraConnection(this.address, false);
        session = connection.session();
        run(
                "CREATE KEYSPACE IF NOT EXISTS "
                        + keyspace
                        + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor':"
                        + " 1}");
    }

    CassandraStore store() {
        return new CassandraStore("rows", new CassandraConnection(address, false));
    }

    List<Row> run(String statement, @Nullable Object... values) {
        return session.execute(statement, values).all();
    }

    /// @param columns with their types: `k text PRIMARY KEY, v int`
    /// @return `keyspace.table`
    String table(String name, String columns) {
        run("CREATE TABLE IF NOT EXISTS %s.%s (%s)".formatted(keyspace, name, columns));
        return keyspace + "." + name;
    }

    /// Every column, also those without a value.
    void seed(Key key, Content content) {
        Table table = Table.of(session, key.store(), key.collection());
        Map<String, Object> columns = table.columns(Members.of(content));
        List<String> names = new ArrayList<>(table.keyColumns());
        List<@Nullable Object> values = new ArrayList<>(table.key(key.id()));
        for (String column : table.otherColumns()) {
            names.add(column);
            values.add(columns.get(column));
        }
        session.execute(
                session.prepare(
                                "INSERT INTO %s (%s) VALUES (%s)"
                                        .formatted(
                                                key.collection(),
                                                String.join(
                                                        ",",
                                                        names.stream()
                                                                .map(RowWrite::quoted)
                                                                .toList()),
                                                String.join(
                                                        ",",
                                                        names.stream().map(_ -> "?").toList())))
                        .bind(values.toArray()));
    }

    @Nullable Content lookBehind(Key key) {
        Table table = Table.of(session, key.store(), key.collection());
        List<Row> found =
                run(
                        "SELECT * FROM %s WHERE %s = ?"
                                .formatted(key.collection(), table.keyColumns().getFirst()),
                        key.id());
        if (found.isEmpty()) {
            return null;
        }
        ColumnValues values = new ColumnValues(session.getContext().getCodecRegistry());
        SortedMap<String, JsonNode> members = new TreeMap<>();
        Row row = found.getFirst();
        row.getColumnDefinitions()
                .forEach(column -> {
                    String name = column.getName().asInternal();
                    Object value = row.getObject(column.getName());
                    if (value != null
                            && !row.isNull(column.getName())
                            && !table.keyColumns().contains(name)) {
                        members.put(name, values.json(column.getType(), value));
                    }
                });
        return Members.content(members);
    }

    @Override
    public void close() {
        connection.close();
    }
}
