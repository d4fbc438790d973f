package dev.handover.local.bench;

import dev.handover.servers.InstalledServer;
import dev.handover.store.Change;

import org.mariadb.jdbc.Driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/// In MariaDB: a table a size, with an index by owner; a transaction a batch.
final class ErasedRows implements Erased {
    private static final int PAGE = 1_000;

    private final InstalledServer server = InstalledServer.mariaDb();
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

    @Override
    public String kind() {
        return "jdbc";
    }

    @Override
    public String title() {
        return "MariaDB";
    }

    @Override
    public String url() {
        return "jdbc:mariadb://" + server.hostAndPort() + "/test?user=root";
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private void connected(Work work) {
        try {
            Connection connection = idle.poll();
            if (connection == null) {
                connection = new Driver().connect(url(), new Properties());
                connection.setAutoCommit(false);
            }
            work.with(connection);
            connection.commit();
            idle.add(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void seed(String collection, int records) {
        connected(connection -> {
            try (PreparedStatement create =
                    connection.prepareStatement(
                            "CREATE TABLE IF NOT EXISTS %s (id VARCHAR(64) PRIMARY KEY, %s, KEY (createdBy))"
                                    .formatted(
                                            collection,
                                            FIELDS.stream()
                                                    .map(name -> name + " VARCHAR(255)")
                                                    .collect(Collectors.joining(", "))))) {
                create.execute();
            }
            String names = String.join(", ", FIELDS);
            String marks = FIELDS.stream().map(_ -> "?").collect(Collectors.joining(", "));
            try (PreparedStatement put =
                    connection.prepareStatement(
                            "REPLACE INTO %s (id, %s) VALUES (?, %s)"
                                    .formatted(collection, names, marks))) {
                for (int i = 0; i < records; i++) {
                    Map<String, String> fields = Erased.fields(i);
                    put.setString(1, Erased.id(i));
                    for (int at = 0; at < FIELDS.size(); at++) {
                        put.setString(at + 2, fields.get(FIELDS.get(at)));
                    }
                    put.addBatch();
                    if (i % PAGE == PAGE - 1 || i == records - 1) {
                        put.executeBatch();
                    }
                }
            }
        });
    }

    @Override
    public Runnable bare(List<Change> changes) {
        List<String> set = List.copyOf(Erased.different(changes.getFirst()).keySet());
        String statement =
                "UPDATE %s SET %s WHERE id = ? AND %s"
                        .formatted(
                                changes.getFirst().read().key().collection(),
                                set.stream()
                                        .map(name -> name + " = ?")
                                        .collect(Collectors.joining(", ")),
                                FIELDS.stream()
                                        .map(name -> name + " <=> ?")
                                        .collect(Collectors.joining(" AND ")));
        List<List<String>> rows =
                changes.stream()
                        .sorted(Comparator.comparing(change -> change.read().key().id()))
                        .map(change -> parameters(set, change))
                        .toList();
        return () ->
                connected(connection -> {
                    try (PreparedStatement update = connection.prepareStatement(statement)) {
                        for (List<String> row : rows) {
                            for (int at = 0; at < row.size(); at++) {
                                update.setString(at + 1, row.get(at));
                            }
                            update.addBatch();
                        }
                        Erased.check(
                                Arrays.stream(update.executeBatch()).filter(n -> n > 0).count(),
                                rows.size());
                    }
                });
    }

    private static List<String> parameters(List<String> set, Change change) {
        Map<String, String> after = Erased.different(change);
        Map<String, String> before = Erased.fields(change.read().content());
        List<String> row = new java.util.ArrayList<>(set.stream().map(after::get).toList());
        row.add(change.read().key().id());
        FIELDS.forEach(name -> row.add(before.get(name)));
        return row;
    }

    @Override
    public void close() {
        server.close();
    }
}
