package dev.handover.notelogin;

import dev.handover.document.Json;
import dev.handover.lambda.ClaimWiring;
import dev.handover.operation.offer.LoginNote;
import dev.handover.run.Queues;
import dev.handover.run.RunKeys;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Optional;

/// Reads who logged in from either kind of event, and queues that without the address.
final class NoteLogin {
    private final RunKeys keys;
    private final Queues queues;

    NoteLogin(RunKeys keys, Queues queues) {
        this.keys = keys;
        this.queues = queues;
    }

    /// @return what was queued; empty when the event names nobody
    Optional<LoginNote> note(Map<String, Object> event) {
        boolean cognito = event.containsKey("triggerSource");
        Map<?, ?> told =
                cognito
                        ? map(map(event.get("request")).get("userAttributes"))
                        : map(event.get("detail"));
        Optional<LoginNote> note =
                text(told.get(cognito ? "sub" : "userId"))
                        .map(userId ->
                                new LoginNote(
                                        userId,
                                        text(told.get("email"))
                                                .flatMap(email ->
                                                        ClaimWiring.hashing(keys).of(email))
                                                .orElse(null)));
        note.ifPresent(login -> queues.send(Queues.Name.LOGINS, Json.text(login)));
        return note;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }
}
