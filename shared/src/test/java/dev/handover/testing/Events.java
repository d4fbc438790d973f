package dev.handover.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Events and answers as the Lambda runtime reads and writes them.
public final class Events {
    private Events() {}

    /// The JSON of `events/<folder>/<name>.json`.
    public static String text(String folder, String name) {
        try {
            return Files.readString(
                    root().resolve("events").resolve(folder).resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The project's folder: tests run in that of their module.
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    public static <E> E event(Class<E> type, String json) {
        PojoSerializer<E> serializer =
                LambdaEventSerializers.serializerFor(
                        type, Thread.currentThread().getContextClassLoader());
        return serializer.fromJson(json);
    }

    /// What API Gateway, or SQS, gets to see of an answer.
    public static <A> JsonNode answer(Class<A> type, A answer) {
        PojoSerializer<A> serializer =
                LambdaEventSerializers.serializerFor(
                        type, Thread.currentThread().getContextClassLoader());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        serializer.toJson(answer, bytes);
        return Json.parse(bytes.toString(StandardCharsets.UTF_8));
    }

    /// A message of a queue; its id is `message-<number>`.
    public static SQSEvent messages(String... bodies) {
        ObjectNode event = Json.object();
        var records = event.putArray("Records");
        for (String body : bodies) {
            records.addObject()
                    .put("messageId", "message-" + records.size())
                    .put("body", body)
                    .put("eventSource", "aws:sqs")
                    .putObject("messageAttributes");
        }
        return event(SQSEvent.class, Json.text(event));
    }

    /// A request as API Gateway sends it.
    ///
    /// @param key as `GET /operator/runs?limit=2`
    /// @param body null for none
    /// @param operator whom the authorizer found; null for a route without it
    public static APIGatewayV2HTTPEvent http(
            String key,
            Map<String, String> headers,
            @Nullable String body,
            @Nullable String operator) {
        String method = key.substring(0, key.indexOf(' '));
        String[] address = key.substring(key.indexOf(' ') + 1).split("\\?", 2);
        ObjectNode event =
                Json.object().put("version", "2.0").put("rawPath", address[0]).put("body", body);
        headers.forEach(event.putObject("headers")::put);
        if (address.length > 1) {
            ObjectNode query = event.putObject("queryStringParameters");
            for (String pair : address[1].split("&")) {
                query.put(
                        pair.substring(0, pair.indexOf('=')),
                        pair.substring(pair.indexOf('=') + 1));
            }
        }
        ObjectNode context = event.putObject("requestContext").put("requestId", "req-1");
        context.putObject("http").put("method", method).put("path", address[0]);
        if (operator != null) {
            context.putObject("authorizer").putObject("lambda").put("operator", operator);
        }
        return event(APIGatewayV2HTTPEvent.class, Json.text(event));
    }
}
