package dev.handover.testing;

import com.sun.net.httpserver.HttpServer;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A server over HTTP that has trouble: it says so to every request, or says nothing at all.
public final class TroubledServer implements Closeable {
    private final Closeable server;
    private final int port;
    private final AtomicInteger requests = new AtomicInteger();

    private interface Starting {
        Started with(AtomicInteger requests) throws IOException;
    }

    private record Started(Closeable server, int port) {}

    private TroubledServer(Starting starting) {
        try {
            Started started = starting.with(requests);
            server = started.server();
            port = started.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Takes connections and never answers.
    public static TroubledServer silent() {
        return new TroubledServer(_ -> {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            return new Started(socket, socket.getLocalPort());
        });
    }

    public static TroubledServer answering(int status, String type, String body) {
        return new TroubledServer(requests -> {
            HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            http.createContext(
                    "/",
                    exchange -> {
                        requests.incrementAndGet();
                        exchange.getRequestBody().readAllBytes();
                        exchange.getResponseHeaders().add("content-type", type);
                        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, bytes.length);
                        exchange.getResponseBody().write(bytes);
                        exchange.close();
                    });
            http.start();
            return new Started(() -> http.stop(0), http.getAddress().getPort());
        });
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
