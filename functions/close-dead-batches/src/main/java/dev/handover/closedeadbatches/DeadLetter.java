package dev.handover.closedeadbatches;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.lambda.SqsBatch;
import dev.handover.run.Work;

import java.util.Map;

/// A message that five attempts could not take.
sealed interface DeadLetter {
    record OfRun(Work work) implements DeadLetter {}

    /// A login that was to be looked at. The message says whose, so nothing of it is kept.
    record OfLogin(String messageId) implements DeadLetter {}

    /// @throws Json.Malformed when it is no JSON
    /// @throws IllegalArgumentException when it is neither; then it ends in the queue `unclosed`,
    ///   where a person finds it
    static DeadLetter parse(SQSMessage message) {
        JsonNode body = Json.parse(message.getBody());
        if (body.has("work")) {
            return new OfRun(Work.parse(message.getBody()));
        }
        if (body.has("userId")) {
            return new OfLogin(message.getMessageId());
        }
        throw new IllegalArgumentException("neither work of a run nor a login");
    }

    default Map<String, ?> ids() {
        return switch (this) {
            case OfRun(Work work) -> SqsBatch.ids(work);
            case OfLogin _ -> Map.of();
        };
    }
}
