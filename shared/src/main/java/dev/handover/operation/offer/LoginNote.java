package dev.handover.operation.offer;

import dev.handover.document.Json;
import dev.handover.operation.claim.EmailHash;

import org.jspecify.annotations.Nullable;

/// That somebody has logged in, as the queue `logins` carries it. The address only as keyed hashes.
///
/// @param emailHash null when the login told no address
public record LoginNote(String userId, @Nullable EmailHash emailHash) {
    /// @throws Json.Malformed when it is none
    public static LoginNote parse(String body) {
        LoginNote note = Json.read(body, LoginNote.class);
        if (note.userId() == null || note.userId().isBlank()) {
            throw new IllegalArgumentException("a login note without a user id");
        }
        return note;
    }
}
