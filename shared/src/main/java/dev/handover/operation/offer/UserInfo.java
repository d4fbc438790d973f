package dev.handover.operation.offer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/// Asks the auth system whose a bearer token is, at its user-info endpoint (`/oauth2/user/`).
/// Nothing is remembered: a token that was taken away is refused at once.
public final class UserInfo {
    private static final Duration ANSWER =
            Duration.ofSeconds(5); // a person waits for the page behind it

    /// Bytes. An answer has a few hundred.
    private static final int LARGEST = 64 * 1024;

    /// RFC 6750, section 2.1; and no longer than what API Gateway lets through.
    private static final Pattern BEARER =
            Pattern.compile("(?i)Bearer +([A-Za-z0-9._~+/=-]{1,8000})");

    private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,40}");
    private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}/#]{1,256}");

    /// What became of the question.
    public sealed interface Answer {
        record Known(Person person) implements Answer {}

        /// @param status 401 or 403, for the caller
        /// @param error as the auth system names it: `invalid_token`
        /// @param message what is wrong and what to do
        record Refused(int status, String error, String message) implements Answer {}

        /// Whether the token is good isn't known.
        ///
        /// @param why a code in kebab case
        record Unavailable(String why) implements Answer {}
    }

    private final URI endpoint;
    private final SdkHttpClient http;

    /// @param http the one that the AWS clients have: a second kind of client would cost each start
    ///   a tenth of a second. It follows no redirects: the token is for this endpoint only
    public UserInfo(URI endpoint, SdkHttpClient http) {
        this.endpoint = endpoint;
        this.http = http;
    }

    /// @param authorization the header as the caller sent it; null when there was none
    public Answer of(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return new Answer.Refused(
                    401,
                    "missing_authorization",
                    "Send the header \"Authorization: Bearer <token>\".");
        }
        var bearer = BEARER.matcher(authorization.strip());
        if (!bearer.matches()) {
            return new Answer.Refused(
                    401,
                    "unsupported_token_type",
                    "The Authorization header must be \"Bearer <token>\".");
        }
        ExecutableHttpRequest request =
                http.prepareRequest(
                        HttpExecuteRequest.builder()
                                .request(
                                        SdkHttpRequest.builder()
                                                .method(SdkHttpMethod.GET)
                                                .uri(endpoint)
                                                .putHeader(
                                                        "Authorization",
                                                        "Bearer " + bearer.group(1))
                                                .putHeader("Accept", "application/json")
                                                .build())
                                .build());
        // on a thread of its own: the time is for the whole answer, however slowly it drips in
        FutureTask<Answer> asked = new FutureTask<>(() -> answer(request.call()));
        Thread.ofPlatform().daemon().name("user-info").start(asked);
        try {
            return asked.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            request.abort();
            return new Answer.Unavailable("no-answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Unavailable("interrupted");
        }
    }

    private static Answer answer(HttpExecuteResponse response) throws IOException {
        byte[] body = new byte[0];
        if (response.responseBody().isPresent()) {
            try (InputStream in = response.responseBody().get()) {
                body = in.readNBytes(LARGEST + 1);
                if (body.length > LARGEST) {
                    response.responseBody().get().abort();
                    return new Answer.Unavailable("no-answer");
                }
            }
        }
        return answer(response.httpResponse().statusCode(), json(body));
    }

    private static Answer answer(int status, JsonNode body) {
        return switch (status) {
            case 200 -> person(body);
            case 400 ->
                    refused(
                            403,
                            body,
                            "membership_error",
                            "The auth system refuses this account. Ask its operators.");
            case 401 ->
                    refused(
                            401,
                            body,
                            "invalid_token",
                            "The access token is expired, revoked or not valid. Log in again.");
            case 403 ->
                    refused(
                            403,
                            body,
                            "insufficient_scope",
                            "The access token may not read the profile. It needs that scope.");
            default -> new Answer.Unavailable("status-" + status);
        };
    }

    private static Answer person(JsonNode body) {
        JsonNode id = body.path("user_id");
        if (!id.isTextual() || !ID.matcher(id.textValue()).matches()) {
            return new Answer.Unavailable("no-user-id");
        }
        JsonNode email = body.path("email");
        Set<String> claims = new HashSet<>();
        body.properties()
                .forEach(field -> {
                    if (field.getValue().asText().equals("true")) {
                        claims.add(field.getKey());
                    }
                });
        String address =
                email.isTextual() && !email.textValue().isBlank() ? email.textValue() : null;
        return new Answer.Known(new Person(id.textValue(), address, Set.copyOf(claims)));
    }

    /// Its code, but never its text: that may say anything.
    private static Answer refused(int status, JsonNode body, String usual, String message) {
        String error = body.path("error").asText();
        return new Answer.Refused(status, CODE.matcher(error).matches() ? error : usual, message);
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.parse(new String(body, StandardCharsets.UTF_8));
        } catch (Json.Malformed e) {
            return MissingNode.getInstance();
        }
    }
}
