package dev.handover.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.DerivedId;
import dev.handover.local.demonstration.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// An event from a file, and whose it is. A file may also hold just a message of the queue
/// `requests`, such as one that was recorded.
///
/// @param function logical id in the template
record EventFile(Path file, String function, JsonNode event) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REQUESTS = "accept-requests";
    private static final Set<String> OF_SUNBIRD = Set.of("erase", "transfer");
    private static final Pattern OF_SAMPLE =
            Pattern.compile("transfer-(sample-(?:dynamo|sql|redis|files))\\.json");

    /// @throws LocalProblem when there is no such file, or what is in it isn't JSON
    static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LocalProblem("There is no file " + file + ". Examples are in events/");
        }
        try {
            JsonNode event = JSON.readTree(Files.readAllBytes(file));
            if (event == null || event.isMissingNode()) {
                throw new LocalProblem(file + " is empty");
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new LocalProblem(
                    file
                            + " line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr()
                            + ": not JSON",
                    e);
        } catch (IOException e) {
            throw new LocalProblem(file + " can't be read", e);
        }
    }

    /// @param named the function's folder or logical id; else the file's folder says
    /// @param person who makes the request, of the demonstration
    static EventFile of(
            Path file,
            JsonNode event,
            List<String> functions,
            @Nullable String named,
            @Nullable String person) {
        boolean isMessage = isRequest(event);
        String name = named != null ? named : isMessage ? REQUESTS : folder(file);
        String function =
                functions.stream()
                        .filter(id -> id.equals(name) || folderOf(id).equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                new LocalProblem(
                                        "There is no function "
                                                + name
                                                + ". Name one with --function: "
                                                + functions.stream()
                                                        .map(EventFile::folderOf)
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
        JsonNode whole = isMessage ? fromQueue(event) : event;
        return new EventFile(file, function, person == null ? whole : as(person, whole));
    }

    /// An envelope of a system, or a request of ours.
    private static boolean isRequest(JsonNode message) {
        return message.has("eid") || message.path("operation").isTextual();
    }

    private static JsonNode fromQueue(JsonNode message) {
        String body = message.toString();
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records")
                .addObject()
                .put("messageId", DerivedId.of("file", body).toString())
                .put("body", body)
                .put("eventSource", "aws:sqs");
        return event;
    }

    private static String folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || folder.getFileName() == null
                ? ""
                : folder.getFileName().toString();
    }

    /// `ApplyBatchFunction` stands in the folder `apply-batch`.
    static String folderOf(String logicalId) {
        return logicalId
                .replaceFirst("Function$", "")
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    private static JsonNode as(String person, JsonNode event) {
        if (Person.ALL.stream().noneMatch(p -> p.name().equals(person))) {
            throw new LocalProblem(
                    "The demonstration has no "
                            + person
                            + "; it has "
                            + Person.ALL.stream()
                                    .map(Person::name)
                                    .collect(Collectors.joining(", ")));
        }
        if (!(event instanceof ObjectNode http) || !event.path("requestContext").has("http")) {
            throw new LocalProblem("--as goes with an event over HTTP");
        }
        http.withObjectProperty("headers")
                .put("authorization", Person.named(person).token().transform("Bearer "::concat));
        return http;
    }

    byte[] bytes() {
        return event.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The data map of the demonstration that the event belongs to: the sample that the file is
    /// named after, Sunbird's for its envelopes and for what its maps can do, else that of the
    /// template.
    Optional<String> map() {
        Matcher sample = OF_SAMPLE.matcher(String.valueOf(file.getFileName()));
        if (sample.matches()) {
            return Optional.of(sample.group(1));
        }
        return bodies().stream()
                .filter(body ->
                        body.has("eid") || OF_SUNBIRD.contains(body.path("operation").asText()))
                .map(_ -> "sunbird")
                .findFirst();
    }

    /// The same event, only to be planned: requests are asked for as dry runs, an envelope as the
    /// request that it stands for.
    EventFile dry() {
        List<JsonNode> bodies = bodies();
        if (bodies.isEmpty() || !bodies.stream().allMatch(EventFile::isRequest)) {
            throw new LocalProblem("--dry-run goes with a request or an envelope");
        }
        JsonNode dry = event.deepCopy();
        for (int i = 0; i < bodies.size(); i++) {
            ObjectNode record = (ObjectNode) dry.path("Records").get(i);
            String body = dry(bodies.get(i)).toString();
            record.put("body", body).put("messageId", UUID.randomUUID().toString());
            record.remove("md5OfBody");
        }
        return new EventFile(file, function, dry);
    }

    private static ObjectNode dry(JsonNode message) {
        ObjectNode request = message.deepCopy();
        if (message.has("eid")) {
            JsonNode data = message.path("edata");
            if (!data.path("action").asText().equals("delete-user")) {
                throw new LocalProblem("--dry-run knows delete-user of the envelopes");
            }
            request = JSON.createObjectNode().put("operation", "erase");
            request.set("subject", data.path("userId"));
            if (data.path("userName").isTextual()) {
                request.set("name", data.path("userName"));
            }
        }
        request.remove("requestId");
        return request.put("dryRun", true);
    }

    /// The bodies of an SQS event's messages that are JSON.
    List<JsonNode> bodies() {
        List<JsonNode> bodies = new ArrayList<>();
        event.path("Records").forEach(record -> body(record).ifPresent(bodies::add));
        return bodies;
    }

    /// Empty where it isn't JSON; the function says what it thinks of it.
    static Optional<JsonNode> body(JsonNode record) {
        try {
            return Optional.of(JSON.readTree(record.path("body").asText("")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
