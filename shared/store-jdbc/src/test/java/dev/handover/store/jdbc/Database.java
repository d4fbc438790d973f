package dev.handover.store.jdbc;

import dev.handover.servers.InstalledServer;

import org.mariadb.jdbc.Driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/// A real MariaDB for all tests of this module, and the application that uses it beside us.
final class Database {
    private static final InstalledServer SERVER = InstalledServer.mariaDb();

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Database() {}

    /// A table's name that nobody else in this JVM has.
    static String fresh(String start) {
        return start + "_" + NAMES.incrementAndGet();
    }

    static String url() {
        return "jdbc:mariadb://" + SERVER.hostAndPort() + "/test?user=root";
    }

    static Connection application() {
        try {
            return new Driver().connect(url(), new Properties());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void run(Connection connection, String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < parameters.length; at++) {
                statement.setObject(at + 1, parameters[at]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
