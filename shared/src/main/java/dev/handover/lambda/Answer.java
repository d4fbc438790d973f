package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// An HTTP answer.
///
/// @param headers beside those that every answer has, or instead of them; names in lower case
/// @param body null for none
/// @param binary whether the body is Base64
public record Answer(
        int status, Map<String, String> headers, @Nullable String body, boolean binary) {
    /// For answers that are data: nothing may be run, framed, kept or guessed from them.
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "cache-control", "no-store",
                    "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
                    "referrer-policy", "no-referrer",
                    "strict-transport-security", "max-age=31536000", // a year
                    "x-content-type-options", "nosniff");

    public static Answer ok(JsonNode body) {
        return json(200, body);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(
                status, Map.of("content-type", "application/json"), Json.text(body), false);
    }

    public static Answer nothing() {
        return new Answer(204, Map.of(), null, false);
    }

    public static Answer refused(Refusal refusal) {
        Answer answer = json(refusal.status(), refusal.body());
        return refusal.status() == 401 ? answer.with("www-authenticate", "Bearer") : answer;
    }

    /// The same request may be sent again in a while.
    public static Answer later(int status, ObjectNode body, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
        return json(status, body.put("retryAfter", seconds))
                .with("retry-after", String.valueOf(seconds));
    }

    public static Answer bytes(Map<String, String> headers, byte[] body) {
        return new Answer(200, headers, Base64.getEncoder().encodeToString(body), true);
    }

    public Answer with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body, binary);
    }

    APIGatewayV2HTTPResponse response() {
        Map<String, String> all = new TreeMap<>(ALWAYS);
        all.putAll(headers);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(all)
                .withBody(body)
                .withIsBase64Encoded(binary)
                .build();
    }
}
