package dev.handover.serveconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The handler on a stack in memory, asked by the operator `demo`.
final class Console {
    final MemoryStack stack = new MemoryStack().withOldAccount();
    final ServeConsoleHandler handler =
            new ServeConsoleHandler(stack.engine, stack.ledger, stack.map);

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        return handler.handleRequest(event, Invocation.unhurried());
    }

    APIGatewayV2HTTPResponse answer(
            String key, Map<String, String> headers, @Nullable String body) {
        return answer(Events.http(key, headers, body, "demo"));
    }

    /// As API Gateway gets it.
    static JsonNode body(APIGatewayV2HTTPResponse response) {
        return Json.parse(
                Events.answer(APIGatewayV2HTTPResponse.class, response).path("body").asText());
    }

    JsonNode ask(int status, String key, @Nullable String body) {
        APIGatewayV2HTTPResponse response = answer(key, Map.of(), body);
        assertEquals(status, response.getStatusCode(), response.getBody());
        return body(response);
    }

    JsonNode file(int status, String name) {
        APIGatewayV2HTTPResponse response =
                answer(
                        Events.event(
                                APIGatewayV2HTTPEvent.class, Events.text("serve-console", name)));
        assertEquals(status, response.getStatusCode(), response.getBody());
        return body(response);
    }

    void refuses(int status, String code, String key, @Nullable String body) {
        assertEquals(code, ask(status, key, body).path("error").asText());
    }
}
