package dev.handover.local.bench;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;

import dev.handover.servers.JavaServer;
import dev.handover.store.Change;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// In Cassandra: a table a size; lightweight transactions, as many in flight as the store has.
final class ErasedWideRows implements Erased {
    private static final int TOGETHER = 16; // as the store

    private final CqlSession session;

    ErasedWideRows() {
        URI address = URI.create(url());
        session =
                CqlSession.builder()
                        .addContactPoint(
                                new InetSocketAddress(address.getHost(), address.getPort()))
                        .withLocalDatacenter("datacenter1")
                        .withConfigLoader(
                                DriverConfigLoader.programmaticBuilder()
                                        .withDuration(
                                                DefaultDriverOption.REQUEST_TIMEOUT,
                                                Duration.ofSeconds(30))
                                        .build())
                        .build();
        session.execute(
                "CREATE KEYSPACE IF NOT EXISTS bench WITH replication = {'class':"
                        + " 'SimpleStrategy', 'replication_factor': 1}");
    }

    @Override
    public String kind() {
        return "cassandra";
    }

    @Override
    public String title() {
        return "Cassandra";
    }

    @Override
    public int slowness() {
        return 10;
    }

    @Override
    public String url() {
        return JavaServer.CASSANDRA.address();
    }

    @Override
    public String table(String collection) {
        return "bench." + collection;
    }

    @Override
    public void seed(String collection, int records) {
        session.execute(
                "CREATE TABLE IF NOT EXISTS %s (id text PRIMARY KEY, %s)"
                        .formatted(
                                table(collection),
                                FIELDS.stream()
                                        .map(name -> quoted(name) + " text")
                                        .collect(Collectors.joining(", "))));
        PreparedStatement put =
                session.prepare(
                        "INSERT INTO %s (id, %s) VALUES (?, %s)"
                                .formatted(
                                        table(collection),
                                        FIELDS.stream()
                                                .map(ErasedWideRows::quoted)
                                                .collect(Collectors.joining(", ")),
                                        FIELDS.stream()
                                                .map(_ -> "?")
                                                .collect(Collectors.joining(", "))));
        List<BoundStatement> all = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            Map<String, String> fields = Erased.fields(i);
            List<String> values = new ArrayList<>(List.of(Erased.id(i)));
            FIELDS.forEach(name -> values.add(fields.get(name)));
            all.add(put.bind(values.toArray()));
        }
        send(all, 128);
    }

    @Override
    public Runnable bare(List<Change> changes) {
        List<BoundStatement> updates = changes.stream().map(this::update).toList();
        return () -> Erased.check(send(updates, TOGETHER), updates.size());
    }

    private BoundStatement update(Change change) {
        Map<String, String> set = Erased.different(change);
        Map<String, String> before = Erased.fields(change.read().content());
        List<String> values = new ArrayList<>(set.values());
        values.add(change.read().key().id());
        FIELDS.forEach(name -> values.add(before.get(name)));
        return session.prepare(
                        "UPDATE %s SET %s WHERE id = ? IF %s"
                                .formatted(
                                        change.read().key().collection(),
                                        set.keySet().stream()
                                                .map(name -> quoted(name) + " = ?")
                                                .collect(Collectors.joining(", ")),
                                        FIELDS.stream()
                                                .map(name -> quoted(name) + " = ?")
                                                .collect(Collectors.joining(" AND "))))
                .bind(values.toArray());
    }

    /// @return how many were applied
    private long send(List<BoundStatement> statements, int together) {
        long done = 0;
        for (int from = 0; from < statements.size(); from += together) {
            List<CompletionStage<AsyncResultSet>> sent =
                    statements.subList(from, Math.min(from + together, statements.size())).stream()
                            .map(session::executeAsync)
                            .toList();
            for (CompletionStage<AsyncResultSet> one : sent) {
                if (one.toCompletableFuture().join().wasApplied()) {
                    done++;
                }
            }
        }
        return done;
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    @Override
    public void close() {
        session.close();
    }
}
