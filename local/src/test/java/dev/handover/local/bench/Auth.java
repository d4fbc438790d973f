package dev.handover.local.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/// A user-info endpoint that knows everybody of the [Population] by number, and remembers how long
/// it took to answer: that is not ours.
final class Auth implements AutoCloseable {
    private final HttpServer server;
    private volatile long spent; // nanoseconds, by all answers

    Auth() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/oauth2/user/";
    }

    long spent() {
        return spent;
    }

    private void answer(HttpExchange exchange) throws IOException {
        long start = System.nanoTime();
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        int number = Integer.parseInt(token.substring(token.lastIndexOf(' ') + 1));
        Population.Owner owner = Population.owner(number, 0);
        byte[] body =
                """
                {"user_id": "%s", "email": "%s", "name": "Person", "group": false}\
                """
                        .formatted(owner.newId(), owner.email())
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        spent += System.nanoTime() - start;
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
