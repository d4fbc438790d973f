package dev.handover.local.erase;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;

import dev.handover.operation.DataMap;
import dev.handover.operation.Places;
import dev.handover.operation.TransferMap;
import dev.handover.servers.JavaServer;
import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;
import dev.handover.store.Stores;
import dev.handover.testing.Servers;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

import redis.clients.jedis.Jedis;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Sunbird's own servers, a Neo4j, a Cassandra and a Redis, made ready for the shipped maps: with
/// the tables, and with the constraint by which the application finds nodes. Shared by all tests of
/// this process.
final class SunbirdServers implements Stores, AutoCloseable {
    /// So that nobody else's keys are met in the Redis that all tests share.
    private static final String REDIS_DATABASE = "/9";

    /// For making a table on a machine that has other things to do.
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final Map<String, Store> stores = new HashMap<>();
    private final Driver graph;
    private final CqlSession tables;
    private final Jedis cache;
    private final Set<String> tableNames = new TreeSet<>();

    SunbirdServers() {
        URI redis = URI.create(Servers.redisUri() + REDIS_DATABASE);
        URI cassandra = URI.create(JavaServer.CASSANDRA.address());
        graph = GraphDatabase.driver(JavaServer.NEO4J.address(), AuthTokens.none());
        tables =
                CqlSession.builder()
                        .addContactPoint(
                                new InetSocketAddress(cassandra.getHost(), cassandra.getPort()))
                        .withLocalDatacenter("datacenter1")
                        .withConfigLoader(
                                DriverConfigLoader.programmaticBuilder()
                                        .withDuration(
                                                DefaultDriverOption.REQUEST_TIMEOUT, TO_ANSWER)
                                        .build())
                        .build();
        cache = new Jedis(redis);
        Map<String, String> addresses =
                Map.of(
                        "neo4j", JavaServer.NEO4J.address(),
                        "cassandra", cassandra.toString(),
                        "redis", redis.toString());
        for (String name : List.of("inquiry", "knowlg")) {
            DataMap map = DataMap.load(name);
            map.stores()
                    .forEach((store, entry) ->
                            stores.computeIfAbsent(
                                    store,
                                    _ ->
                                            StoreKind.named(entry.kind())
                                                    .orElseThrow()
                                                    .open(
                                                            store,
                                                            entry.settings(),
                                                            new Address(
                                                                    addresses.get(entry.kind()),
                                                                    Servers.aws()))));
            prepare(Objects.requireNonNull(map.erase()).places());
            prepareUsers(Objects.requireNonNull(map.transfer()).users());
        }
    }

    private void prepare(Places map) {
        map.records()
                .forEach(place ->
                        run(
                                "CREATE CONSTRAINT IF NOT EXISTS FOR (n:`%s`) REQUIRE"
                                        + " n.IL_UNIQUE_ID IS UNIQUE",
                                place.collection()));
        map.embedded().forEach(this::prepare);
    }

    private void prepare(Places.Embedded place) {
        String table = place.collection();
        keyspaceOf(table);
        tables.execute(
                "CREATE TABLE IF NOT EXISTS %s (identifier text PRIMARY KEY, %s)"
                        .formatted(
                                table,
                                place.fields().stream()
                                        .map(field -> field + " text")
                                        .collect(Collectors.joining(", "))));
        tableNames.add(table);
    }

    private void prepareUsers(TransferMap.@Nullable Users users) {
        String table = Objects.requireNonNull(users).collection();
        keyspaceOf(table);
        tables.execute(
                "CREATE TABLE IF NOT EXISTS %s (id text PRIMARY KEY, status int, rootorgid text)"
                        .formatted(table));
    }

    private void keyspaceOf(String table) {
        tables.execute(
                "CREATE KEYSPACE IF NOT EXISTS "
                        + table.substring(0, table.indexOf('.'))
                        + " WITH replication = {'class': 'SimpleStrategy', 'replication_factor':"
                        + " 1}");
    }

    private void run(String statement, String label) {
        try (Session session = graph.session()) {
            session.run(statement.formatted(label)).consume();
        }
    }

    /// As on the first day.
    void empty() {
        run("MATCH (n:`%s`) DETACH DELETE n", "domain");
        for (String table : tableNames) {
            for (Row row : tables.execute("SELECT identifier FROM " + table)) {
                tables.execute("DELETE FROM " + table + " WHERE identifier = ?", row.getString(0));
            }
        }
        cache.flushDB();
    }

    @Override
    public Store named(String name) {
        return Objects.requireNonNull(stores.get(name), name);
    }

    @Override
    public void close() {
        cache.close();
        tables.close();
        graph.close();
    }
}
