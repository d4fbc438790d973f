package dev.handover.local.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.handover.local.demonstration.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// In place of the auth system: its user-info endpoint, for the demonstration's people. Answers as
/// gn-auth's `/oauth2/user/` does, in its errors too.
public final class AuthStandIn implements AutoCloseable {
    /// Tokens that are always refused, to try a client's error handling with.
    public static final String NARROW = "demo-narrow-scope";

    public static final String MANY_GROUPS = "demo-many-groups";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Person> people;

    private AuthStandIn(HttpServer server, List<Person> people) {
        this.server = server;
        this.people = people;
    }

    public static AuthStandIn start(List<Person> people) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        AuthStandIn auth = new AuthStandIn(server, people);
        server.setExecutor(auth.threads);
        server.createContext("/oauth2/user/", auth::answer);
        server.start();
        return auth;
    }

    public String userInfoUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/oauth2/user/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            @Nullable String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            if (authorization == null) {
                error(
                        exchange,
                        401,
                        "missing_authorization",
                        "Missing 'Authorization' in headers.");
            } else if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
                error(exchange, 401, "unsupported_token_type", "");
            } else {
                token(exchange, authorization.substring(7).strip());
            }
        }
    }

    private void token(HttpExchange exchange, String token) throws IOException {
        Optional<Person> person = people.stream().filter(p -> p.token().equals(token)).findFirst();
        if (token.equals(NARROW)) {
            error(
                    exchange,
                    403,
                    "insufficient_scope",
                    "The request requires higher privileges than provided by the access token.");
        } else if (token.equals(MANY_GROUPS)) {
            error(exchange, 400, "MembershipError", "The user is a member of more than one group.");
        } else if (person.isEmpty()) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            error(
                    exchange,
                    401,
                    "invalid_token",
                    "The access token provided is expired, revoked, malformed, or invalid for other"
                            + " reasons.");
        } else {
            ObjectNode user = JSON.createObjectNode();
            user.put("user_id", person.get().userId());
            user.put("email", person.get().email());
            user.put("name", person.get().fullName());
            user.put("group", false); // of a person without a group: false, not null
            send(exchange, 200, user);
        }
    }

    private static void error(HttpExchange exchange, int status, String code, String description)
            throws IOException {
        send(
                exchange,
                status,
                JSON.createObjectNode().put("error", code).put("error_description", description));
    }

    private static void send(HttpExchange exchange, int status, ObjectNode body)
            throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
