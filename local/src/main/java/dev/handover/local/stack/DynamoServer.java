package dev.handover.local.stack;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;

import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/// DynamoDB Local, kept in files. Its own runner listens on every network; this one on 127.0.0.1,
/// and it reports nothing to anybody.
final class DynamoServer implements Part {
    /// java.util.logging forgets a level whose logger nobody holds.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final URI endpoint;

    private DynamoServer(Server server, LocalDynamoDBServerHandler handler, URI endpoint) {
        this.server = server;
        this.handler = handler;
        this.endpoint = endpoint;
    }

    static DynamoServer start(Path folder) throws Exception {
        SQLITE.setLevel(Level.OFF);
        boolean inMemory = false;
        boolean shared = true; // one database, whatever region and key a client names
        boolean slowly = false; // no made-up delays while tables are created
        LocalDynamoDBServerHandler handler =
                new LocalDynamoDBServerHandler(
                        new LocalDynamoDBRequestHandler(
                                0, inMemory, folder.toString(), shared, slowly),
                        null);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(0);
        server.addConnector(connector);
        server.setHandler(new ContextHandler(handler, "/"));
        server.start();
        return new DynamoServer(
                server, handler, URI.create("http://127.0.0.1:" + connector.getLocalPort()));
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void stop() throws Exception {
        server.stop();
        handler.close();
    }
}
