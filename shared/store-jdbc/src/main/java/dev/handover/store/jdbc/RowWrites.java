package dev.handover.store.jdbc;

import dev.handover.store.Change;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Carries out the writes of one call: in one transaction, in the order of their keys, so that two
/// at once wait for each other and don't lock each other out. When one is refused, the transaction
/// is taken back and each is done by itself.
final class RowWrites {
    private static final String NOTHING = "";

    private final Connection connection;
    private final Map<Change, Integer> counts = new IdentityHashMap<>();
    private final Map<Change, String> refusals = new IdentityHashMap<>();
    private final Set<Change> idle = new HashSet<>();

    RowWrites(Connection connection) {
        this.connection = connection;
    }

    void run(List<RowWrite> writes) throws SQLException {
        writes.stream()
                .filter(write -> write.statement().equals(NOTHING))
                .forEach(write -> idle.add(write.change()));
        List<RowWrite> real =
                writes.stream()
                        .filter(write -> !write.statement().equals(NOTHING))
                        .sorted(Comparator.comparing(RowWrite::key))
                        .toList();
        if (real.isEmpty()) {
            return;
        }
        try {
            together(real);
        } catch (SQLException e) {
            if (SqlTrouble.refusal(e).isEmpty()) {
                throw e;
            }
            counts.clear();
            for (RowWrite one : real) {
                alone(one);
            }
        }
    }

    @Nullable String refusal(Change change) {
        return refusals.get(change);
    }

    /// Whether it met the row as it was read, and wrote.
    boolean isMet(Change change) {
        return counts.getOrDefault(change, 0) > 0;
    }

    /// Whether it changes nothing, so that nothing was asked of the server.
    boolean isIdle(Change change) {
        return idle.contains(change);
    }

    private void together(List<RowWrite> writes) throws SQLException {
        try (Statement begin = connection.createStatement()) {
            begin.execute("START TRANSACTION"); // one question less than to switch to and fro
        }
        try {
            Map<String, List<RowWrite>> byStatement =
                    writes.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            RowWrite::statement,
                                            TreeMap::new,
                                            Collectors.toList()));
            for (Map.Entry<String, List<RowWrite>> same : byStatement.entrySet()) {
                batch(same.getKey(), same.getValue());
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }

    private void batch(String statement, List<RowWrite> writes) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (RowWrite write : writes) {
                write.set(prepared);
                prepared.addBatch();
            }
            int[] met = prepared.executeBatch();
            for (int at = 0; at < met.length; at++) {
                counts.put(writes.get(at).change(), met[at]);
            }
        }
    }

    private void alone(RowWrite write) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(write.statement())) {
            write.set(prepared);
            counts.put(write.change(), prepared.executeUpdate());
        } catch (SQLException e) {
            refusals.put(write.change(), SqlTrouble.refusal(e).orElseThrow(() -> e));
        }
    }
}
