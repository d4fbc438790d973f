package dev.handover.store.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import javax.net.ssl.SSLContext;

/// `cassandra[s]://[user:password@]host[:port][,host[:port]…][/datacenter]`; with `s` over TLS,
/// signed by a well-known authority. The session is opened when it is first needed.
final class CassandraConnection implements AutoCloseable {
    private static final int PORT = 9042;
    private static final String DATA_CENTER = "datacenter1";
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// For a row of some MB on a slow link; a function has 30 s in all.
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final int CLOSING_MILLIS = 100;

    private final URI address;
    private final boolean global;
    private @Nullable CqlSession session;

    CassandraConnection(URI address, boolean global) {
        if (address.getAuthority() == null
                || !String.valueOf(address.getScheme()).matches("cassandras?")) {
            // without the address: it may hold a password
            throw new IllegalArgumentException(
                    "a Cassandra address reads"
                            + " cassandra[s]://[user:password@]host[:port][,host…][/datacenter]");
        }
        this.address = address;
        this.global = global;
    }

    /// What a read must see, also of writes that are not finished.
    ConsistencyLevel serial() {
        return global ? ConsistencyLevel.SERIAL : ConsistencyLevel.LOCAL_SERIAL;
    }

    synchronized CqlSession session() {
        CqlSession open = session;
        if (open == null) {
            open = connect();
            session = open;
        }
        return open;
    }

    private CqlSession connect() {
        CqlSessionBuilder builder = CqlSession.builder().withConfigLoader(config());
        String authority = address.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String[] login = authority.substring(0, at).split(":", 2);
            builder.withAuthCredentials(
                    decoded(login[0]), decoded(login.length > 1 ? login[1] : ""));
        }
        for (String host : authority.substring(at + 1).split(",")) {
            URI one = URI.create("cassandra://" + host);
            builder.addContactPoint(
                    new InetSocketAddress(one.getHost(), one.getPort() < 0 ? PORT : one.getPort()));
        }
        String path = String.valueOf(address.getPath());
        builder.withLocalDatacenter(path.length() > 1 ? path.substring(1) : DATA_CENTER);
        if (address.getScheme().endsWith("s")) {
            try {
                builder.withSslContext(SSLContext.getDefault());
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform has TLS", e);
            }
        }
        return builder.build();
    }

    private DriverConfigLoader config() {
        return DriverConfigLoader.programmaticBuilder()
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, CONNECT)
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, CONNECT)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, ANSWER)
                .withString(
                        DefaultDriverOption.REQUEST_CONSISTENCY,
                        (global
                                        ? DefaultConsistencyLevel.QUORUM
                                        : DefaultConsistencyLevel.LOCAL_QUORUM)
                                .name())
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, serial().toString())
                // its own copy of the schema costs a second at each change, and is not needed
                .withBoolean(DefaultDriverOption.METADATA_SCHEMA_ENABLED, false)
                .withString(DefaultDriverOption.NETTY_IO_SHUTDOWN_UNIT, "MILLISECONDS")
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, CLOSING_MILLIS)
                .withString(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_UNIT, "MILLISECONDS")
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, CLOSING_MILLIS)
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_TIMEOUT, 10 * CLOSING_MILLIS)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_TIMEOUT, 10 * CLOSING_MILLIS)
                .build();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
        }
    }
}
