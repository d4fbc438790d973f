package dev.handover.local;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.DerivedId;

import java.util.Optional;

/// Finds the run that an event started.
final class StartedRun {
    private StartedRun() {}

    /// Named by the answer, or by a message that goes about a run already, or derived from a
    /// request's message id.
    static Optional<String> of(EventFile event, JsonNode answer) {
        return text(answer, "runId")
                .or(() ->
                        event.bodies().stream()
                                .flatMap(body -> text(body, "runId").stream())
                                .findFirst())
                .or(() ->
                        isRequest(event)
                                ? text(event.event().path("Records").path(0), "messageId")
                                        .map(StartedRun::derived)
                                : Optional.empty());
    }

    static boolean isRequest(EventFile event) {
        return event.function().equals("AcceptRequestsFunction");
    }

    private static String derived(String messageId) {
        return DerivedId.of("request", messageId).toString();
    }

    private static Optional<String> text(JsonNode node, String field) {
        return node.path(field).isTextual()
                ? Optional.of(node.path(field).asText())
                : Optional.empty();
    }
}
