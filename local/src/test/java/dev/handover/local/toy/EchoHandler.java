package dev.handover.local.toy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.handover.lambda.Env;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Says what it heard; or fails, hangs, or answers in bytes, as the header `x-do` says.
public final class EchoHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final String greeting = Env.current().required("GREETING");

    public EchoHandler() {
        Env.current().required("NEEDED");
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return switch (event.getHeaders().getOrDefault("x-do", "")) {
            case "fail" -> throw new IllegalStateException("as told");
            case "hang" -> hang();
            case "bytes" ->
                    APIGatewayV2HTTPResponse.builder()
                            .withStatusCode(201)
                            .withHeaders(Map.of("content-type", "image/png"))
                            .withCookies(List.of("a=1", "b=2"))
                            .withBody(Base64.getEncoder().encodeToString(new byte[] {0, -1, 2}))
                            .withIsBase64Encoded(true)
                            .build();
            default ->
                    APIGatewayV2HTTPResponse.builder()
                            .withStatusCode(200)
                            .withBody(heard(event))
                            .build();
        };
    }

    private String heard(APIGatewayV2HTTPEvent event) {
        var authorizer = event.getRequestContext().getAuthorizer();
        return String.join(
                "|",
                greeting,
                event.getRouteKey(),
                String.valueOf(event.getPathParameters()),
                String.valueOf(event.getQueryStringParameters()),
                String.valueOf(event.getCookies()),
                String.valueOf(event.getHeaders().get("x-mixed")),
                String.valueOf(event.getBody()),
                String.valueOf(event.getIsBase64Encoded()),
                authorizer == null ? "" : String.valueOf(authorizer.getLambda()));
    }

    private static APIGatewayV2HTTPResponse hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new APIGatewayV2HTTPResponse();
    }
}
