package dev.handover.store.opensearch;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/// JSON over HTTP, spoken alike by OpenSearch and Elasticsearch.
final class Rest {
    static final int NOT_FOUND = 404;
    private static final Duration TO_CONNECT = Duration.ofSeconds(2);
    private static final Duration TO_ANSWER = Duration.ofSeconds(12);

    /// The server, or what stands before it, says that it can't. Without its words, which may
    /// repeat documents.
    static final class Trouble extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        Trouble(int status) {
            super("HTTP status " + status);
            this.status = status;
        }

        boolean isNotFound() {
            return status == NOT_FOUND;
        }
    }

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();
    private final URI server;
    private final Duration patience;
    private final String login;

    /// @param address `http[s]://[user:password@]host:port`
    Rest(URI address) {
        this(address, TO_ANSWER);
    }

    Rest(URI address, Duration patience) {
        if (!String.valueOf(address.getScheme()).matches("https?") || address.getHost() == null) {
            // without the address: it may hold a password
            throw new IllegalArgumentException(
                    "a search server's address reads http[s]://[user:password@]host:port");
        }
        String user = address.getRawUserInfo();
        this.login =
                user == null
                        ? ""
                        : "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                URLDecoder.decode(user, StandardCharsets.UTF_8)
                                                        .getBytes(StandardCharsets.UTF_8));
        this.server =
                URI.create(
                        address.getScheme()
                                + "://"
                                + address.getHost()
                                + (address.getPort() < 0 ? "" : ":" + address.getPort()));
        this.patience = patience;
    }

    /// @param path begins with `/`; no part of it comes from a document
    String post(String path, String type, String body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path))
                        .timeout(patience)
                        .header("content-type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!login.isEmpty()) {
            request.header("authorization", login);
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new Trouble(answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
