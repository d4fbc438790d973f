package dev.handover.local.toy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import java.util.Map;

/// Lets `Bearer yes` and the demonstration's operator in; breaks over `Bearer boom`.
public final class GateHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        String token = String.valueOf(event.get("identitySource"));
        if (token.contains("boom")) {
            throw new IllegalStateException("as told");
        }
        return Map.of(
                "isAuthorized", token.equals("[Bearer yes]"), "context", Map.of("operator", "toy"));
    }
}
