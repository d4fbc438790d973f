package dev.handover.local.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.handover.local.template.Names;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// A request in API Gateway's payload format 2.0.
final class HttpEventJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private HttpEventJson() {}

    static ObjectNode of(HttpExchange exchange, RouteTable.Match match, byte[] body, Instant now) {
        ObjectNode event = Json.object();
        String path = exchange.getRequestURI().getRawPath();
        String query = exchange.getRequestURI().getRawQuery();
        event.put("version", "2.0");
        event.put("routeKey", match.target().key());
        event.put("rawPath", decode(path, false));
        event.put("rawQueryString", query == null ? "" : query);
        Map<String, String> headers = headers(exchange);
        String cookies = headers.remove("cookie");
        if (cookies != null) {
            var list = event.putArray("cookies");
            List.of(cookies.split(";\\s*")).forEach(list::add);
        }
        ObjectNode headerNode = event.putObject("headers");
        headers.forEach(headerNode::put);
        if (query != null && !query.isEmpty()) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            query(query).forEach(parameters::put);
        }
        if (!match.pathParameters().isEmpty()) {
            ObjectNode parameters = event.putObject("pathParameters");
            match.pathParameters().forEach(parameters::put);
        }
        context(event.putObject("requestContext"), exchange, match, headers, now);
        if (body.length > 0) {
            boolean text = isText(headers.get("content-type"));
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
            event.put("isBase64Encoded", !text);
        } else {
            event.put("isBase64Encoded", false);
        }
        return event;
    }

    /// The same request as an authorizer sees it: without the body.
    static ObjectNode forAuthorizer(ObjectNode event, String identity, RouteTable.Match match) {
        ObjectNode asked = event.deepCopy();
        asked.remove(List.of("body", "isBase64Encoded"));
        asked.put("type", "REQUEST");
        String route = match.target().route().method() + event.path("rawPath").asText();
        asked.put("routeArn", Names.arn("execute-api", "local/$default/" + route));
        asked.putArray("identitySource").add(identity);
        return asked;
    }

    /// What the authorizer said goes along.
    static void authorized(ObjectNode event, JsonNode answer) {
        JsonNode context = answer.path("context");
        if (context.isObject()) {
            ((ObjectNode) event.get("requestContext"))
                    .putObject("authorizer")
                    .set("lambda", context);
        }
    }

    private static void context(
            ObjectNode context,
            HttpExchange exchange,
            RouteTable.Match match,
            Map<String, String> headers,
            Instant now) {
        String host = headers.getOrDefault("host", "localhost").replaceFirst(":\\d+$", "");
        context.put("accountId", Names.ACCOUNT);
        context.put("apiId", "local");
        context.put("domainName", host);
        context.put("domainPrefix", host.replaceFirst("\\..*", ""));
        ObjectNode http = context.putObject("http");
        http.put("method", exchange.getRequestMethod());
        http.put("path", decode(exchange.getRequestURI().getRawPath(), false));
        http.put("protocol", exchange.getProtocol());
        http.put("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress());
        http.put("userAgent", headers.getOrDefault("user-agent", ""));
        context.put("requestId", UUID.randomUUID().toString());
        context.put("routeKey", match.target().key());
        context.put("stage", "$default");
        context.put("time", TIME.format(now));
        context.put("timeEpoch", now.toEpochMilli());
    }

    /// Names lower-case, repeated ones joined by commas (cookies by semicolons).
    static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    headers.put(lower, String.join(lower.equals("cookie") ? "; " : ",", values));
                });
        return headers;
    }

    private static Map<String, String> query(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] nameAndValue = pair.split("=", 2);
            String value = nameAndValue.length == 2 ? decode(nameAndValue[1], true) : "";
            parameters.merge(
                    decode(nameAndValue[0], true), value, (one, other) -> one + "," + other);
        }
        return parameters;
    }

    private static String decode(String text, boolean plusIsSpace) {
        try {
            return URLDecoder.decode(
                    plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a lone percent sign stays what it is
        }
    }

    /// The types that API Gateway passes on as they are.
    private static boolean isText(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String type = contentType.toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
        return type.startsWith("text/")
                || type.endsWith("+json")
                || type.endsWith("+xml")
                || List.of("application/json", "application/javascript", "application/xml")
                        .contains(type);
    }
}
