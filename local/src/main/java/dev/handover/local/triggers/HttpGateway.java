package dev.handover.local.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

import dev.handover.local.LocalProblem;
import dev.handover.local.functions.Answer;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Functions;
import dev.handover.local.template.Trigger;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The HTTP API in front of the functions, on 127.0.0.1: routes, authorizers, and API Gateway's own
/// answers.
public final class HttpGateway implements AutoCloseable {
    private static final int LARGEST_BODY = 10 * 1024 * 1024; // bytes; API Gateway's own limit

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HttpGateway(HttpServer server) {
        this.server = server;
    }

    /// Takes the port, so that a used one is found before anything else starts. Answers after
    /// [#serve].
    ///
    /// @param port 0 for any
    public static HttpGateway bind(int port) {
        try {
            return new HttpGateway(
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0));
        } catch (BindException e) {
            throw new LocalProblem(
                    "Port "
                            + port
                            + " is in use by another program. Stop it, or choose another:"
                            + " HANDOVER_PORT=8081",
                    e);
        } catch (IOException e) {
            throw new LocalProblem("Can't listen on port " + port, e);
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Answers a path of the local run's own, beside those of the template.
    public void also(String path, HttpHandler answer) {
        server.createContext(path, answer);
    }

    void serve(
            List<RouteTable.Target> targets,
            Functions functions,
            InstantSource clock,
            FunctionLog log) {
        RouteTable routes = new RouteTable(targets);
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        new Call(exchange, routes, functions, clock).answer();
                    } catch (RuntimeException e) {
                        log.failure("http", e);
                    }
                });
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// One request.
    private record Call(
            HttpExchange exchange, RouteTable routes, Functions functions, InstantSource clock) {

        void answer() throws IOException {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            if (body.length > LARGEST_BODY) {
                message(413, "Request Entity Too Large");
                return;
            }
            Optional<RouteTable.Match> match =
                    routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
            if (match.isEmpty()) {
                message(404, "Not Found");
                return;
            }
            try {
                ObjectNode event = HttpEventJson.of(exchange, match.get(), body, clock.instant());
                if (mayPass(event, match.get())) {
                    send(functions.invoke(match.get().target().function(), Json.bytes(event)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                message(503, "Service Unavailable");
            }
        }

        private boolean mayPass(ObjectNode event, RouteTable.Match match)
                throws IOException, InterruptedException {
            Trigger.Authorizer authorizer = match.target().route().authorizer();
            if (authorizer == null) {
                return true;
            }
            String identity = event.path("headers").path(authorizer.header()).asText("");
            if (identity.isEmpty()) {
                message(401, "Unauthorized");
                return false;
            }
            byte[] question = Json.bytes(HttpEventJson.forAuthorizer(event, identity, match));
            Optional<JsonNode> said =
                    switch (functions.invoke(authorizer.functionId(), question)) {
                        case Answer.Returned(byte[] json) ->
                                Json.read(json)
                                        .filter(node -> node.path("isAuthorized").isBoolean());
                        case Answer.Failed _, Answer.TimedOut _ -> Optional.empty();
                    };
            if (said.isEmpty()) {
                message(500, "Internal Server Error");
                return false;
            }
            if (!said.get().path("isAuthorized").asBoolean()) {
                message(403, "Forbidden");
                return false;
            }
            HttpEventJson.authorized(event, said.get());
            return true;
        }

        private void send(Answer answer) throws IOException {
            switch (answer) {
                case Answer.Failed _ -> message(500, "Internal Server Error");
                case Answer.TimedOut _ -> message(503, "Service Unavailable");
                case Answer.Returned(byte[] json) -> returned(json);
            }
        }

        /// An object with a status is the answer in full; any other JSON is a body.
        private void returned(byte[] json) throws IOException {
            Optional<JsonNode> node = Json.read(json);
            if (node.isEmpty() || !node.get().path("statusCode").isInt()) {
                exchange.getResponseHeaders().set("content-type", "application/json");
                write(200, json);
                return;
            }
            JsonNode answer = node.get();
            for (Map.Entry<String, JsonNode> header : answer.path("headers").properties()) {
                exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText());
            }
            for (Map.Entry<String, JsonNode> header :
                    answer.path("multiValueHeaders").properties()) {
                header.getValue()
                        .forEach(value ->
                                exchange.getResponseHeaders().add(header.getKey(), value.asText()));
            }
            answer.path("cookies")
                    .forEach(cookie ->
                            exchange.getResponseHeaders().add("set-cookie", cookie.asText()));
            String body = answer.path("body").asText("");
            write(
                    answer.path("statusCode").asInt(),
                    answer.path("isBase64Encoded").asBoolean()
                            ? Base64.getDecoder().decode(body)
                            : body.getBytes(StandardCharsets.UTF_8));
        }

        private void message(int status, String text) throws IOException {
            exchange.getResponseHeaders().set("content-type", "application/json");
            write(status, Json.bytes(Json.object().put("message", text)));
        }

        private void write(int status, byte[] body) throws IOException {
            boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
