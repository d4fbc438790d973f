package dev.handover.local.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.lambda.EventJson;
import dev.handover.local.template.Function;
import dev.handover.local.template.Trigger;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files in `events/` are what `sam local invoke -e`, the local run and tests feed the
/// functions.
class EventFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @DisplayName(
            "each event is read into what its handler takes, as Lambda's own serialisation does it")
    void eachEventIsReadAsLambdaDoesIt() throws Exception {
        for (String folder : House.functions().keySet()) {
            Class<?> type = eventType(Class.forName(House.handler(folder)));
            for (Path file : files(folder)) {
                byte[] json = Files.readAllBytes(file);
                Object event = serializer(type).fromJson(new ByteArrayInputStream(json));
                assertNotNull(event, file.toString());
                if (type != ScheduledEvent.class) { // in which nobody is interested
                    assertEquals(
                            event.toString(),
                            EventJson.read(json, type).toString(),
                            file.toString());
                }
            }
        }
    }

    @Test
    @DisplayName("there is an event for each trigger of the template")
    void thereIsAnEventForEachTrigger() throws IOException {
        for (Map.Entry<String, Function> function : House.functions().entrySet()) {
            List<JsonNode> events = events(function.getKey());
            assertFalse(events.isEmpty(), function.getKey());
            for (Trigger trigger : function.getValue().triggers()) {
                assertTrue(
                        events.stream().anyMatch(event -> isOf(trigger, event)),
                        () -> "events/" + function.getKey() + " has none for " + trigger);
            }
        }
    }

    @Test
    @DisplayName("each HTTP event is of a route that the template gives to that function")
    void eachHttpEventIsOfARouteOfItsFunction() throws IOException {
        for (Map.Entry<String, Function> function : House.functions().entrySet()) {
            for (JsonNode event : events(function.getKey())) {
                boolean isCall =
                        event.has("routeKey") && !event.path("type").asText().equals("REQUEST");
                assertEquals(
                        isCall,
                        function.getValue().triggers().stream()
                                .anyMatch(trigger ->
                                        trigger instanceof Trigger.Route && isOf(trigger, event)),
                        () -> function.getKey() + ": " + event.path("routeKey").asText());
            }
        }
    }

    private static boolean isOf(Trigger trigger, JsonNode event) {
        return switch (trigger) {
            case Trigger.Route route ->
                    event.path("routeKey").asText().equals(route.method() + " " + route.path());
            case Trigger.FromQueue _ ->
                    event.at("/Records/0/eventSource").asText().equals("aws:sqs");
            case Trigger.OnSchedule _ -> event.path("source").asText().equals("aws.events");
            case Trigger.Elsewhere _ ->
                    event.has("detail") && !event.path("source").asText().equals("aws.events");
        };
    }

    private static List<JsonNode> events(String folder) throws IOException {
        return files(folder).stream().map(EventFilesTest::json).toList();
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new AssertionError(file + " is not JSON", e);
        }
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> files = Files.list(House.file("events").resolve(folder))) {
            return files.sorted().toList();
        }
    }

    private static Class<?> eventType(Class<?> handler) {
        return Arrays.stream(handler.getMethods())
                .filter(method -> method.getName().equals("handleRequest") && !method.isBridge())
                .filter(method -> method.getParameterCount() == 2)
                .<Class<?>>map(method -> method.getParameterTypes()[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError(handler + " is no RequestHandler"));
    }

    /// As Lambda's runtime chooses: events that the library knows are read in their own way, others
    /// as beans.
    private static PojoSerializer<?> serializer(Class<?> type) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor(type, EventFilesTest.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(type);
    }
}
