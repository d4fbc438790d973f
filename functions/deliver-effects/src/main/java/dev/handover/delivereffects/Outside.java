package dev.handover.delivereffects;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import javax.net.ssl.SSLHandshakeException;

/// Posts JSON to others, and tells apart what surely did not arrive from what nobody knows.
final class Outside {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /// A mail service may think about it; the function has 60 s.
    private static final Duration ANSWER = Duration.ofSeconds(20);

    sealed interface Answer {
        record Taken() implements Answer {}

        /// It did not arrive, or the receiver says that it did nothing: may be sent again.
        ///
        /// @param why a code in kebab case
        record NotTaken(String why) implements Answer {}

        /// The answer was lost.
        record Unknown(String why) implements Answer {}

        /// The receiver, or our own list of hosts, will not have it.
        record Refused(String why) implements Answer {}
    }

    private final AllowedHosts hosts;
    private final Duration patience;
    private final HttpClient http;

    Outside(AllowedHosts hosts) {
        this(hosts, ANSWER);
    }

    Outside(AllowedHosts hosts, Duration patience) {
        this.hosts = hosts;
        this.patience = patience;
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /// @param id by which the receiver knows a repetition, if it cares
    Answer post(String url, String json, String id) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException _) {
            return new Answer.Refused("no-address");
        }
        if (!hosts.allow(address)) {
            return new Answer.Refused("host-not-allowed");
        }
        HttpRequest request =
                HttpRequest.newBuilder(address)
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", id)
                        .POST(BodyPublishers.ofString(json))
                        .build();
        try {
            return read(http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException _) {
            return new Answer.NotTaken("no-connection");
        } catch (IOException _) {
            return new Answer.Unknown("no-answer");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer.Unknown("interrupted");
        }
    }

    /// 500 and 503 say that the request was not fulfilled (RFC 9110 section 15.6), 408 that it did
    /// not come through, 429 that it was not looked at. A gateway (502, 504) doesn't know.
    private static Answer read(int status) {
        if (status >= 200 && status < 300) {
            return new Answer.Taken();
        }
        return switch (status) {
            case 408, 429, 500, 503 -> new Answer.NotTaken("status-" + status);
            default ->
                    status > 500
                            ? new Answer.Unknown("status-" + status)
                            : new Answer.Refused("status-" + status);
        };
    }
}
