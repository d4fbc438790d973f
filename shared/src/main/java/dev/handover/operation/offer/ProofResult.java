package dev.handover.operation.offer;

import java.time.Duration;
import java.util.List;

/// What became of an attempt to prove that an old account is one's own.
public sealed interface ProofResult {
    /// @param accountIds which are proved now; at least one
    record Proved(List<String> accountIds) implements ProofResult {}

    /// A code was mailed to whatever address there is.
    record Sent() implements ProofResult {}

    /// Not the code or the password; which of them is wrong, and whether there was one at all,
    /// isn't told.
    record Wrong() implements ProofResult {}

    /// No more tries for now.
    record TooMany(Duration retryAfter) implements ProofResult {}
}
