package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.lambda.Http.Route;
import dev.handover.run.Log;
import dev.handover.store.StoreUnavailable;
import dev.handover.testing.Events;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

class HttpTest {
    private final List<String> logged = new ArrayList<>();
    private final Http http =
            new Http(
                    new Log(logged::add, () -> Instant.EPOCH, new Log.Source("test", "test")),
                    List.of(
                            Route.of(
                                    "GET /things",
                                    asked ->
                                            Answer.ok(Json.object().put("limit", asked.limit(20)))),
                            Route.of(
                                    "GET /things/{id}",
                                    asked -> Answer.ok(Json.object().put("id", asked.path("id")))),
                            Route.of("DELETE /things/{id}", _ -> Answer.nothing()),
                            Route.of(
                                    "POST /things",
                                    asked ->
                                            Answer.json(
                                                    201,
                                                    asked.body()
                                                            .only(Set.of("name", "until"))
                                                            .object())),
                            Route.of(
                                    "GET /files/{path+}",
                                    asked ->
                                            Answer.ok(
                                                    Json.object().put("path", asked.path("path")))),
                            Route.of(
                                    "GET /broken",
                                    _ -> {
                                        throw new IllegalStateException("jane@example.org");
                                    }),
                            Route.of(
                                    "GET /away",
                                    _ -> {
                                        throw new StoreUnavailable(
                                                "redis", new IOException("jane@example.org"));
                                    })));

    private APIGatewayV2HTTPResponse ask(String key, @Nullable String body) {
        return http.run(Events.http(key, Map.of(), body, null));
    }

    private static JsonNode body(APIGatewayV2HTTPResponse response) {
        return Json.parse(response.getBody());
    }

    private void assertRefused(int status, String code, APIGatewayV2HTTPResponse response) {
        assertEquals(status, response.getStatusCode());
        assertEquals(code, body(response).path("error").asText());
        assertFalse(body(response).path("message").asText().isEmpty());
    }

    @Test
    @DisplayName("a path's parameters arrive decoded, a slash in them too")
    void parametersArriveDecoded() {
        assertEquals(
                "a/b ü+c", body(ask("GET /things/a%2Fb%20%C3%BC+c", null)).path("id").asText());
        assertEquals("css/a.css", body(ask("GET /files/css/a.css", null)).path("path").asText());
    }

    @Test
    @DisplayName("an unknown path is 404, a known one with another method 405 with what it takes")
    void unknownPathsAndMethods() {
        assertRefused(404, "not-found", ask("GET /nothing", null));
        assertRefused(404, "not-found", ask("GET /things/", null));
        assertRefused(404, "not-found", ask("GET /things/1/more", null));
        APIGatewayV2HTTPResponse wrong = ask("PUT /things/1", null);
        assertRefused(405, "method-not-allowed", wrong);
        assertEquals("DELETE, GET", wrong.getHeaders().get("allow"));
        assertRefused(400, "bad-path", ask("GET /things/%zz", null));
    }

    @Test
    @DisplayName("a body of 256 KB is taken, one byte more is 413, also in Base64")
    void theLargestBody() {
        String empty = "{\"name\":\"\"}";
        String fits =
                empty.replace(
                        "\"\"", "\"" + "x".repeat(Asked.LARGEST_BODY - empty.length()) + "\"");
        assertEquals(201, ask("POST /things", fits).getStatusCode());
        assertRefused(413, "too-large", ask("POST /things", fits + " "));
        APIGatewayV2HTTPEvent encoded = Events.http("POST /things", Map.of(), null, null);
        encoded.setBody(
                Base64.getEncoder().encodeToString((fits + " ").getBytes(StandardCharsets.UTF_8)));
        encoded.setIsBase64Encoded(true);
        assertRefused(413, "too-large", http.run(encoded));
    }

    @Test
    @DisplayName("what is wrong with a body is named, its values are not repeated")
    void whatIsWrongIsNamed() {
        assertRefused(400, "not-json", ask("POST /things", "{\"name\":"));
        assertRefused(400, "not-an-object", ask("POST /things", "[1]"));
        APIGatewayV2HTTPResponse unknown = ask("POST /things", "{\"colour\":\"jane@example.org\"}");
        assertRefused(400, "unknown-field", unknown);
        assertEquals("colour", body(unknown).path("field").asText());
        assertFalse(unknown.getBody().contains("jane"));
        assertFalse(ask("POST /things", "{\"jane@example.org\":1}").getBody().contains("jane"));
    }

    @Test
    @DisplayName("limits: 1 and up, at most 100 come")
    void limits() {
        assertEquals(20, body(ask("GET /things", null)).path("limit").asInt());
        assertEquals(1, body(ask("GET /things?limit=1", null)).path("limit").asInt());
        assertEquals(100, body(ask("GET /things?limit=101", null)).path("limit").asInt());
        assertRefused(400, "bad-field", ask("GET /things?limit=0", null));
        assertRefused(400, "bad-field", ask("GET /things?limit=many", null));
        assertRefused(400, "bad-field", ask("GET /things?limit=99999999999999999999", null));
    }

    @Test
    @DisplayName(
            "trouble is 500 with the request's id and an error in the log, without a trace or a"
                    + " message of it")
    void troubleIsNotShown() {
        APIGatewayV2HTTPResponse broken = ask("GET /broken", null);
        assertRefused(500, "internal", broken);
        assertEquals("req-1", body(broken).path("requestId").asText());
        assertTrue(
                logged.getFirst().contains("\"level\":\"ERROR\",\"event\":\"request-failed\""),
                logged.getFirst());
        assertFalse((broken.getBody() + logged).contains("jane"));
    }

    @Test
    @DisplayName("a store that doesn't answer is 503: try again")
    void aStoreThatDoesNotAnswer() {
        APIGatewayV2HTTPResponse away = ask("GET /away", null);
        assertRefused(503, "unavailable", away);
        assertEquals("60", away.getHeaders().get("retry-after"));
        assertFalse((away.getBody() + logged).contains("jane"));
    }

    @Test
    @DisplayName("nothing may be run, framed, kept or guessed from any answer")
    void securityHeaders() {
        for (APIGatewayV2HTTPResponse answer :
                List.of(ask("GET /things", null), ask("GET /nothing", null))) {
            assertEquals("no-store", answer.getHeaders().get("cache-control"));
            assertEquals("nosniff", answer.getHeaders().get("x-content-type-options"));
            assertTrue(
                    answer.getHeaders()
                            .get("content-security-policy")
                            .contains("frame-ancestors 'none'"));
        }
    }
}
