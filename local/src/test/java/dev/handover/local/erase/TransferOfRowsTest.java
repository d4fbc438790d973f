package dev.handover.local.erase;

import dev.handover.operation.transfer.SampleSystem;
import dev.handover.servers.InstalledServer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mariadb.jdbc.Driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/// The sample map's table in a MariaDB.
@Tag("servers")
class TransferOfRowsTest {
    @Test
    void rowsAreGivenAndBroughtBack() throws SQLException {
        String url =
                "jdbc:mariadb://" + InstalledServer.mariaDb().hostAndPort() + "/test?user=root";
        try (Connection app = new Driver().connect(url, new Properties());
                Statement statement = app.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS documents");
            statement.execute(
                    "CREATE TABLE documents (id VARCHAR(100) PRIMARY KEY, owner_id VARCHAR(100),"
                            + " owner_name VARCHAR(200), title TEXT, KEY"
                            + " (owner_id))");
            new SampleSystem("sample-sql", url)
                    .documentsAreGivenAndBroughtBack("documents", "owner_id", "owner_name");
            statement.execute("DROP TABLE documents");
        }
    }
}
