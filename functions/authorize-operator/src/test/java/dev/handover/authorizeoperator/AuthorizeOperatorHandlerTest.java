package dev.handover.authorizeoperator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2CustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.SimpleIAMPolicyResponse;
import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class AuthorizeOperatorHandlerTest {
    private final AuthorizeOperatorHandler handler =
            new AuthorizeOperatorHandler(
                    OperatorTokens.parse(
                            "night=" + hash("another-token") + ", demo=" + hash("demo-operator")));

    private static String hash(String token) {
        return Content.sha256(token.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode answer(String event) {
        SimpleIAMPolicyResponse answer =
                handler.handleRequest(
                        Events.event(APIGatewayV2CustomAuthorizerEvent.class, event),
                        Invocation.unhurried());
        return Events.answer(SimpleIAMPolicyResponse.class, answer);
    }

    @Test
    @DisplayName("an operator's token is let in, by the operator's name")
    void anOperatorIsLetIn() {
        assertEquals(
                Json.parse("{\"isAuthorized\":true,\"context\":{\"operator\":\"demo\"}}"),
                answer(Events.text("authorize-operator", "operator")));
    }

    @Test
    @DisplayName("any other token, form of token, or none is not, and nothing is said about why")
    void nobodyElseIs() {
        JsonNode refused = Json.parse("{\"isAuthorized\":false,\"context\":{}}");
        assertEquals(refused, answer(Events.text("authorize-operator", "unknown-token")));
        for (String identity :
                List.of(
                        "[\"demo-operator\"]",
                        "[\"Basic demo-operator\"]",
                        "[\"Bearer \"]",
                        "[\"Bearer demo-operator x\"]",
                        "[\"Bearer " + hash("demo-operator") + "\"]",
                        "[]",
                        "null")) {
            assertEquals(refused, answer("{\"identitySource\":" + identity + "}"), identity);
        }
    }

    @Test
    @DisplayName("a wrong setting is told at the start, without what stands in it")
    void aWrongSettingIsTold() {
        for (String wrong :
                List.of(
                        "demo",
                        "demo=secret",
                        "=" + hash("x"),
                        "a=" + hash("x") + ",a=" + hash("y"))) {
            IllegalArgumentException told =
                    assertThrows(IllegalArgumentException.class, () -> OperatorTokens.parse(wrong));
            assertFalse(String.valueOf(told.getMessage()).contains("secret"));
        }
    }
}
