package dev.handover.local.archive;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Stands in for Lambda's Runtime API, of one process of a function: what AWS's own runtime client
/// asks for its next event and tells its answer.
///
/// [AWS describes it](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
final class RuntimeApi implements AutoCloseable {
    private static final String PATH = "/2018-06-01/runtime/";

    /// What the process said.
    ///
    /// @param error the type that it reports, where it failed
    record Said(byte[] json, Optional<String> error) {}

    private record Asked(
            String id, byte[] event, Instant deadline, CompletableFuture<Said> answer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Asked> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Asked> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Said> failedToStart = new CompletableFuture<>();
    private final CompletableFuture<Void> readyForSnapshot = new CompletableFuture<>();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RuntimeApi api = new RuntimeApi(server);
        server.setExecutor(api.threads);
        server.createContext(PATH, api::answer);
        server.start();
        return api;
    }

    /// As `AWS_LAMBDA_RUNTIME_API` has it: host and port.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    CompletableFuture<Said> ask(byte[] event, Instant deadline) {
        Asked asked =
                new Asked(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
        waiting.add(asked);
        return asked.answer();
    }

    /// Done when the function could not be made, or not be restored.
    CompletableFuture<Said> failedToStart() {
        return failedToStart;
    }

    /// Done when a process that is started for a snapshot has run its hooks before it.
    CompletableFuture<Void> readyForSnapshot() {
        return readyForSnapshot;
    }

    /// Lets such a process go on, as one that was made from its snapshot.
    void restore() {
        restored.complete(null);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().substring(PATH.length()).split("/");
            byte[] body = exchange.getRequestBody().readAllBytes();
            String error =
                    exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
            switch (path[path.length - 1]) {
                case "next" -> next(exchange, path[0].equals("restore"));
                case "response" -> told(exchange, path[1], new Said(body, Optional.empty()));
                case "error" -> {
                    Said said = new Said(body, Optional.of(error == null ? "Error" : error));
                    if (path[0].equals("invocation")) {
                        told(exchange, path[1], said);
                    } else {
                        failedToStart.complete(said);
                        exchange.sendResponseHeaders(202, -1);
                    }
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange, boolean restore)
            throws IOException, InterruptedException {
        if (restore) {
            readyForSnapshot.complete(null);
            restored.join();
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        Asked next = waiting.take();
        open.put(next.id(), next);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", next.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(next.deadline().toEpochMilli()));
        headers.set(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:000000000000:function:local");
        exchange.sendResponseHeaders(200, next.event().length);
        exchange.getResponseBody().write(next.event());
    }

    private void told(HttpExchange exchange, String id, Said said) throws IOException {
        exchange.sendResponseHeaders(202, -1);
        Asked asked = open.remove(id);
        if (asked != null) {
            asked.answer().complete(said);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
