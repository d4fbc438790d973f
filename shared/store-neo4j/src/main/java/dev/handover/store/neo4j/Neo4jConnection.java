package dev.handover.store.neo4j;

import org.neo4j.driver.AccessMode;
import org.neo4j.driver.AuthToken;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.NotificationConfig;
import org.neo4j.driver.Session;
import org.neo4j.driver.SessionConfig;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// `bolt|neo4j[+s|+ssc]://[user:password@]host[:port][/database]`.
final class Neo4jConnection implements AutoCloseable {
    private static final int CONNECT_SECONDS = 5;
    private static final int POOL_WAIT_SECONDS = 5; // rather fail than hang
    private static final int POOL = 10;

    /// For deadlocks and changes of leader; a function has 30 s in all.
    private static final int RETRY_SECONDS = 5;

    static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(15);

    private final Driver driver;
    private final SessionConfig session;

    private Neo4jConnection(Driver driver, SessionConfig session) {
        this.driver = driver;
        this.session = session;
    }

    /// Nothing is connected yet.
    static Neo4jConnection to(URI address) {
        if (address.getHost() == null
                || !String.valueOf(address.getScheme()).matches("(bolt|neo4j)(\\+s|\\+ssc)?")) {
            // without the address: it may hold a password
            throw new IllegalArgumentException(
                    "a Neo4j address reads"
                            + " bolt|neo4j[+s|+ssc]://[user:password@]host[:port][/database]");
        }
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        Driver driver =
                GraphDatabase.driver(
                        address.getScheme() + "://" + address.getHost() + port,
                        token(address),
                        Config.builder()
                                .withLogging(Logging.none())
                                .withTelemetryDisabled(true)
                                .withNotificationConfig(NotificationConfig.disableAllConfig())
                                .withMaxConnectionPoolSize(POOL)
                                .withConnectionTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                                .withConnectionAcquisitionTimeout(
                                        POOL_WAIT_SECONDS, TimeUnit.SECONDS)
                                .withMaxTransactionRetryTime(RETRY_SECONDS, TimeUnit.SECONDS)
                                .build());
        // Reads go to the leader too: a follower may be behind, and a read must be what is there
        // now.
        SessionConfig.Builder session =
                SessionConfig.builder().withDefaultAccessMode(AccessMode.WRITE);
        String path = String.valueOf(address.getPath());
        if (path.length() > 1) {
            session.withDatabase(path.substring(1));
        }
        return new Neo4jConnection(driver, session.build());
    }

    private static AuthToken token(URI address) {
        String user = address.getRawUserInfo();
        if (user == null) {
            return AuthTokens.none();
        }
        String[] parts = user.split(":", 2);
        return AuthTokens.basic(decoded(parts[0]), decoded(parts.length > 1 ? parts[1] : ""));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Session session() {
        return driver.session(session);
    }

    @Override
    public void close() {
        driver.close();
    }
}
