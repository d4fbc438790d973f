package dev.handover.servers.cassandra;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.cassandra.service.CassandraDaemon;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// One node of Cassandra.
public final class Start implements Callable<String> {
    @Override
    public String call() throws IOException {
        Path folder = Path.of(System.getProperty("folder"));
        int cql = freePort();
        Path yaml = folder.resolve("cassandra.yaml");
        try (InputStream template = Start.class.getResourceAsStream("/cassandra.yaml")) {
            Files.writeString(
                    yaml,
                    new String(template.readAllBytes(), UTF_8)
                            .replace("${folder}", folder.toString())
                            .replace("${storage}", String.valueOf(freePort()))
                            .replace("${ssl}", String.valueOf(freePort()))
                            .replace("${cql}", String.valueOf(cql)));
        }
        System.setProperty("cassandra.config", yaml.toUri().toString());
        System.setProperty("cassandra.storagedir", folder.toString());
        new CassandraDaemon(true).activate(); // answers when the CQL door is open
        return "cassandra://127.0.0.1:" + cql;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
