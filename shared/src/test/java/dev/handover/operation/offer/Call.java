package dev.handover.operation.offer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.Map;

/// An HTTP request to a handler, as API Gateway makes an event of it and Lambda reads that.
public record Call(String method, String path, Map<String, String> headers, @Nullable String body) {
    public static Call get(String path, String token) {
        return new Call("GET", path, Map.of("authorization", "Bearer " + token), null);
    }

    public static Call post(String path, String token, @Nullable String body) {
        return new Call("POST", path, Map.of("authorization", "Bearer " + token), body);
    }

    /// @param body missing node when there is none
    public record Reply(int status, JsonNode body, Map<String, String> headers) {
        public String error() {
            return body.path("error").asText();
        }
    }

    public Reply to(RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
        APIGatewayV2HTTPResponse response = handler.handleRequest(event(), context());
        String text = response.getBody();
        return new Reply(
                response.getStatusCode(),
                text == null ? MissingNode.getInstance() : Json.parse(text),
                response.getHeaders());
    }

    private APIGatewayV2HTTPEvent event() {
        ObjectNode event =
                Json.object()
                        .put("version", "2.0")
                        .put("rawPath", path)
                        .put("isBase64Encoded", false);
        headers.forEach(event.putObject("headers")::put);
        event.putObject("requestContext")
                .put("requestId", "req-1")
                .putObject("http")
                .put("method", method)
                .put("path", path);
        event.put("body", body);
        return LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, Call.class.getClassLoader())
                .fromJson(new ByteArrayInputStream(Json.bytes(event)));
    }

    private static final String TRACE = "Root=1-67891233-abcdef012345678912345678;Sampled=1";

    /// A function with all its time left.
    public static Context context() {
        return (Context)
                Proxy.newProxyInstance(
                        Call.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (_, method, _) ->
                                switch (method.getName()) {
                                    case "getRemainingTimeInMillis" -> 30_000;
                                    case "getAwsRequestId" -> "invocation-1";
                                    case "getXrayTraceId" -> TRACE;
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
