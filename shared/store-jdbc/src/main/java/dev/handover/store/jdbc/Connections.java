package dev.handover.store.jdbc;

import org.mariadb.jdbc.Driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;

/// Connections to one server, kept open between uses. A function is frozen between its calls, and
/// its connections may die meanwhile, so one that lay idle is tried before it is used again.
///
/// A session's times are UTC and come and go as text, so no zone shifts them. It is strict, except
/// that it takes the dates and the zero ids that it gave: what was there can be put back.
final class Connections implements AutoCloseable {
    private static final int MOST_IDLE = 8;
    private static final int SECONDS_TO_PROVE_ALIVE = 2;

    /// After which a connection counts as idle. By the wall clock: others may stand still while a
    /// function is frozen.
    private static final Duration IDLE = Duration.ofMillis(500);

    private static final String SESSION =
            "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 5,"
                    + " sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ALLOW_INVALID_DATES,"
                    + "NO_AUTO_VALUE_ON_ZERO'";

    private final String url;
    private final InstantSource clock;
    private final Properties settings = new Properties();
    private final Deque<Resting> idle = new ArrayDeque<>();

    private record Resting(Connection connection, Instant since) {
        boolean isFresh(Instant now) {
            return !now.isBefore(since) && now.isBefore(since.plus(IDLE));
        }
    }

    /// @param url `jdbc:mariadb://host:port/database?user=…&password=…`
    Connections(String url) {
        this(url, InstantSource.system());
    }

    Connections(String url, InstantSource clock) {
        this.clock = clock;
        if (!url.startsWith("jdbc:mariadb:")) {
            // without the address: it may hold a password
            throw new IllegalArgumentException(
                    "a database address reads"
                            + " jdbc:mariadb://host:port/database?user=…&password=…");
        }
        this.url = url;
        settings.put("connectTimeout", "2000"); // milliseconds
        settings.put("socketTimeout", "15000");
        settings.put("useServerPrepStmts", "true"); // numbers and bytes go as they are, not as text
        settings.put("useBulkStmts", "false"); // it doesn't say which rows of a batch were met
        settings.put("allowLocalInfile", "false");
        settings.put("tinyInt1isBit", "false");
        settings.put("yearIsDateType", "false");
    }

    interface Use<T> {
        T with(Connection connection) throws SQLException;
    }

    <T> T use(Use<T> use) throws SQLException {
        Connection connection = borrow();
        boolean sound = false;
        try {
            T answer = use.with(connection);
            sound = true;
            return answer;
        } finally {
            giveBack(connection, sound);
        }
    }

    private Connection borrow() throws SQLException {
        while (true) {
            Resting resting;
            synchronized (idle) {
                resting = idle.poll();
            }
            if (resting == null) {
                return open();
            }
            if (resting.isFresh(clock.instant())
                    || resting.connection().isValid(SECONDS_TO_PROVE_ALIVE)) {
                return resting.connection();
            }
            resting.connection().close();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = new Driver().connect(url, settings);
        try (Statement session = connection.createStatement()) {
            session.execute(SESSION);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void giveBack(Connection connection, boolean sound) throws SQLException {
        synchronized (idle) {
            if (sound && idle.size() < MOST_IDLE) {
                idle.push(new Resting(connection, clock.instant()));
                return;
            }
        }
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            for (Resting resting : idle) {
                resting.connection().close();
            }
            idle.clear();
        }
    }
}
