package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An HTTP request as a handler sees it.
public final class Asked {
    /// 256 KB: a run keeps its request in one item of the ledger, which takes 400 KB; SQS messages
    /// were as large.
    static final int LARGEST_BODY = 256 << 10;

    private static final int LONGEST_PAGE =
            100; // what a person scrolls through, and DynamoDB reads at once
    private static final String BEARER = "bearer ";

    private final APIGatewayV2HTTPEvent event;
    private final Map<String, String> path;

    Asked(APIGatewayV2HTTPEvent event, Map<String, String> path) {
        this.event = event;
        this.path = path;
    }

    /// A parameter of the route's path.
    public String path(String name) {
        String value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("this route has no parameter " + name);
        }
        return value;
    }

    public Optional<String> query(String name) {
        Map<String, String> query = event.getQueryStringParameters();
        return Optional.ofNullable(query == null ? null : query.get(name))
                .filter(value -> !value.isEmpty());
    }

    /// @param name in lower case, as API Gateway gives them
    public Optional<String> header(String name) {
        Map<String, String> headers = event.getHeaders();
        return Optional.ofNullable(headers == null ? null : headers.get(name))
                .filter(value -> !value.isBlank());
    }

    /// The token of `Authorization: Bearer …`.
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip());
    }

    /// Who asks, as the operators' authorizer says.
    ///
    /// @throws Refusal 401 when it was not asked
    public String operator() {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
                .map(APIGatewayV2HTTPEvent.RequestContext.Authorizer::getLambda)
                .map(context -> context.get("operator"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElseThrow(
                        () -> new Refusal(401, "unauthorized", "this needs an operator's token"));
    }

    public String requestId() {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getRequestId)
                .orElse("unknown");
    }

    /// How many a list shall have: 1 to 100.
    public int limit(int usual) {
        Optional<String> limit = query("limit");
        if (limit.isEmpty()) {
            return usual;
        }
        if (!limit.get().matches("[0-9]{1,9}") || Integer.parseInt(limit.get()) < 1) {
            throw Refusal.field("bad-field", "limit", "must be a number from 1 to " + LONGEST_PAGE);
        }
        return Math.min(Integer.parseInt(limit.get()), LONGEST_PAGE);
    }

    /// Where the list goes on: `next` of the page before.
    public @Nullable String next() {
        return query("next").orElse(null);
    }

    /// A page of a list, from where it goes on.
    ///
    /// @param read throws [IllegalArgumentException] for a place that it never named
    public <T> T page(Function<@Nullable String, T> read) {
        try {
            return read.apply(next());
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.field("bad-field", "next", "must be `next` of the page before");
        }
    }

    /// The body's fields; none when there is no body.
    ///
    /// @throws Refusal 413 when it is too large, 400 when it is not a JSON object
    public Fields body() {
        byte[] body = bytes();
        if (body.length > LARGEST_BODY) {
            throw new Refusal(
                    413, "too-large", "the body is larger than " + LARGEST_BODY + " bytes");
        }
        if (body.length == 0) {
            return new Fields(Json.object());
        }
        try {
            if (Json.read(body, JsonNode.class) instanceof ObjectNode object) {
                return new Fields(object);
            }
        } catch (Json.Malformed malformed) {
            throw new Refusal(400, "not-json", "the body is " + malformed.getMessage());
        }
        throw new Refusal(400, "not-an-object", "the body must be a JSON object");
    }

    private byte[] bytes() {
        String body = event.getBody();
        if (body == null) {
            return new byte[0];
        }
        return event.getIsBase64Encoded()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }

    static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
