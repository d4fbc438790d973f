package dev.handover.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.local.demonstration.Person;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An event from a file, and whose it is.
///
/// @param function logical id in the template
record EventFile(Path file, String function, JsonNode event) {
    private static final ObjectMapper JSON = new ObjectMapper();

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
        String name = named != null ? named : folder(file);
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
        return new EventFile(file, function, person == null ? event : as(person, event));
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

    /// The bodies of an SQS event's messages that are JSON.
    List<JsonNode> bodies() {
        List<JsonNode> bodies = new ArrayList<>();
        for (JsonNode record : event.path("Records")) {
            try {
                bodies.add(JSON.readTree(record.path("body").asText("")));
            } catch (JsonProcessingException e) {
                continue; // the function says what it thinks of it
            }
        }
        return bodies;
    }
}
