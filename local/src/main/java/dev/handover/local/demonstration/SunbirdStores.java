package dev.handover.local.demonstration;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;

import dev.handover.operation.Places;
import dev.handover.operation.TransferMap;

import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Makes the databases that this process started ready as Sunbird has them.
final class SunbirdStores {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SunbirdStores() {}

    /// Nodes are found by their id and by who made them.
    static void prepareGraph(
            String url, List<Places.Records> places, String key, Iterable<String> fields) {
        try (Driver driver = GraphDatabase.driver(url, AuthTokens.none());
                Session session = driver.session()) {
            for (Places.Records place : places) {
                session.run(
                                "CREATE CONSTRAINT IF NOT EXISTS FOR (n:`%s`) REQUIRE n.`%s` IS UNIQUE"
                                        .formatted(place.collection(), key))
                        .consume();
                for (String field : fields) {
                    session.run(
                                    "CREATE INDEX IF NOT EXISTS FOR (n:`%s`) ON (n.`%s`, n.`%s`)"
                                            .formatted(place.collection(), field, key))
                            .consume();
                }
            }
        }
    }

    static void prepareTables(String url, List<Places.Embedded> places) {
        prepare(
                url,
                session -> {
                    for (Places.Embedded place : places) {
                        table(
                                session,
                                place.collection(),
                                "identifier text PRIMARY KEY, "
                                        + place.fields().stream()
                                                .map(field -> field + " text")
                                                .collect(Collectors.joining(", ")));
                    }
                });
    }

    static void prepareUsers(String url, TransferMap.Users users) {
        prepare(
                url,
                session ->
                        table(
                                session,
                                users.collection(),
                                "id text PRIMARY KEY, status int, rootorgid text"));
    }

    private static void table(CqlSession session, String name, String columns) {
        session.execute(
                "CREATE KEYSPACE IF NOT EXISTS "
                        + name.substring(0, name.indexOf('.'))
                        + " WITH replication = {'class': 'SimpleStrategy',"
                        + " 'replication_factor': 1}");
        session.execute("CREATE TABLE IF NOT EXISTS %s (%s)".formatted(name, columns));
    }

    private static void prepare(String url, Consumer<CqlSession> tables) {
        URI address = URI.create(url);
        try (CqlSession session =
                CqlSession.builder()
                        .addContactPoint(
                                new InetSocketAddress(address.getHost(), address.getPort()))
                        .withLocalDatacenter("datacenter1")
                        .withConfigLoader(
                                DriverConfigLoader.programmaticBuilder()
                                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                                        .withBoolean(
                                                DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                                        .withInt(
                                                DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD,
                                                0)
                                        .withInt(
                                                DefaultDriverOption
                                                        .NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD,
                                                0)
                                        .build())
                        .build()) {
            tables.accept(session);
        }
    }
}
