package dev.handover.operation.offer;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Who is logged in, as the auth system says.
///
/// @param userId the new account's
/// @param email null when the auth system knows none
/// @param claims names of those of its answer's fields that say `true`
public record Person(String userId, @Nullable String email, Set<String> claims) {
    /// The address never: this text may end in a log.
    @Override
    public String toString() {
        return "Person[" + userId + "]";
    }
}
