package dev.handover.store.jdbc;

import dev.handover.servers.InstalledServer;

import org.mariadb.jdbc.Driver;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;

/// A real MariaDB for all tests of this module, and the application that uses it beside us.
final class Database {
    private static final InstalledServer SERVER = InstalledServer.mariaDb();

    private Database() {}

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
