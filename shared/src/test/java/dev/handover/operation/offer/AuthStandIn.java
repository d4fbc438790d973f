package dev.handover.operation.offer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The auth system's user-info endpoint, as far as it is seen from outside: what it answers to each
/// token.
public final class AuthStandIn implements AutoCloseable {
    private record Reply(int status, String body) {}

    private static final Reply INVALID =
            new Reply(
                    401,
                    """
                    {"error": "invalid_token", "error_description": "The access token provided is expired, revoked, malformed, \
                    or invalid for other reasons."}\
                    """);

    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    public AuthStandIn() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/oauth2/user/", this::answer);
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/oauth2/user/");
    }

    /// Somebody who is logged in under this token.
    ///
    /// @param more further fields: `, "email_verified": true`
    public void knows(String token, String userId, String email, String more) {
        answers(
                token,
                200,
                """
                {"user_id": "%s", "email": "%s", "name": "Jane Doe", "group": false%s}\
                """
                        .formatted(userId, email, more));
    }

    public void answers(String token, int status, String body) {
        replies.put("Bearer " + token, new Reply(status, body));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        Reply reply = token == null ? INVALID : replies.getOrDefault(token, INVALID);
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.status() == 302) {
            exchange.getResponseHeaders().add("Location", url().toString());
        }
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
