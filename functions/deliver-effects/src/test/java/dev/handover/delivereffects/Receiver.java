package dev.handover.delivereffects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// A real HTTP server in the place of those who are told: keeps what it got, and answers as a test
/// says, 200 when it says nothing.
final class Receiver implements AutoCloseable {
    record Got(String path, String key, String body) {}

    /// Takes the request and hangs up.
    static final int HANGS_UP = 0;

    /// Takes the request and doesn't answer before it is closed.
    static final int STAYS_SILENT = -1;

    private final HttpServer server;
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    final List<Got> got = Collections.synchronizedList(new ArrayList<>());

    Receiver() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:%d/v2/notification".formatted(server.getAddress().getPort());
    }

    Receiver answers(Integer... statuses) {
        answers.addAll(List.of(statuses));
        return this;
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        got.add(
                new Got(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                        body));
        int status = answers.isEmpty() ? 200 : answers.poll();
        if (status == STAYS_SILENT) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else if (status != HANGS_UP) {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
