package dev.handover.servers.neo4j;

import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Neo4j Community with its Bolt door only, on a port that the system chooses.
public final class Start implements Callable<String> {
    @Override
    public String call() {
        DatabaseManagementService service =
                new DatabaseManagementServiceBuilder(
                                Path.of(System.getProperty("folder")).resolve("neo4j"))
                        .setConfig(BoltConnector.enabled, true)
                        .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", 0))
                        .setConfig(HttpConnector.enabled, false)
                        .build();
        int port =
                ((GraphDatabaseAPI) service.database("neo4j"))
                        .getDependencyResolver()
                        .resolveDependency(ConnectorPortRegister.class)
                        .getLocalAddress(ConnectorType.BOLT)
                        .getPort();
        return "bolt://127.0.0.1:" + port;
    }
}
