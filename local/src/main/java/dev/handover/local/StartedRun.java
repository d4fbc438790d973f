package dev.handover.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.handover.document.DerivedId;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Finds the runs that an event started.
final class StartedRun {
    private StartedRun() {}

    /// Named by the answer, or by a message that goes about a run already, or derived from what a
    /// request is called: `mid` in an envelope, else the message's id. An envelope that takes
    /// others with the user starts a run for each.
    static List<String> of(EventFile event, JsonNode answer) {
        Optional<String> named =
                text(answer, "runId")
                        .or(() ->
                                event.bodies().stream()
                                        .flatMap(body -> text(body, "runId").stream())
                                        .findFirst());
        if (named.isPresent()) {
            return List.of(named.get());
        }
        return isRequest(event)
                ? StreamSupport.stream(event.event().path("Records").spliterator(), false)
                        .flatMap(StartedRun::requested)
                        .toList()
                : List.of();
    }

    private static Stream<String> requested(JsonNode record) {
        JsonNode body = EventFile.body(record).orElse(MissingNode.getInstance());
        Optional<String> id =
                text(body, body.has("operation") ? "requestId" : "mid")
                        .or(() -> text(record, "messageId"));
        Set<String> managed = new TreeSet<>();
        body.path("edata").path("managed_users").forEach(user -> managed.add(user.asText()));
        return id.stream()
                .flatMap(request ->
                        Stream.concat(
                                Stream.of(DerivedId.of("request", request)),
                                managed.stream()
                                        .map(user -> DerivedId.of("request", request, user))))
                .map(UUID::toString);
    }

    static boolean isRequest(EventFile event) {
        return event.function().equals("AcceptRequestsFunction");
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.path(field).isTextual()
                ? Optional.of(node.path(field).asText())
                : Optional.empty();
    }
}
