package dev.handover.local;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// HTTP as somebody with a token makes it.
///
/// @param trace as `x-amzn-trace-id`, which API Gateway adds; empty for none
record Calls(String url, String token, String trace) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// An undo alone waits for half a minute, and a busy machine is slow.
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private static final Set<String> ENDED =
            Set.of("complete", "incomplete", "cancelled", "undone", "failed", "refused");

    Calls(String url, String token) {
        this(url, token, "");
    }

    Calls tracedAs(String header) {
        return new Calls(url, token, header);
    }

    JsonNode get(String path) {
        return body(send("GET", path, null));
    }

    JsonNode post(String path, JsonNode body) {
        return body(send("POST", path, body));
    }

    int status(String method, String path, @Nullable JsonNode body) {
        return send(method, path, body).statusCode();
    }

    /// Asks until the run is in that state, or in another from which nothing goes on.
    JsonNode awaitState(String path, String state) {
        long until = System.nanoTime() + LONGEST.toNanos();
        JsonNode run = get(path);
        while (!run.path("state").asText().equals(state)
                && !ENDED.contains(run.path("state").asText())
                && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            run = get(path);
        }
        if (!run.path("state").asText().equals(state)) {
            throw new AssertionError("not " + state + ": " + run);
        }
        return run;
    }

    static void await(String what, BooleanSupplier until) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!until.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /// Asks until the run has its plan, and so is at work or already further.
    void awaitPlanned(String path) {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (get(path).path("digest").isNull() && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static JsonNode body(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return Json.parse(answer.body());
    }

    private HttpResponse<String> send(String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("authorization", "Bearer " + token)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!trace.isEmpty()) {
            request.header("x-amzn-trace-id", trace);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
