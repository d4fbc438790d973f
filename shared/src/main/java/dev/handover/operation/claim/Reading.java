package dev.handover.operation.claim;

import dev.handover.document.Verdict;
import dev.handover.run.Edit.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.UUID;

/// What the reader makes of one element of an owner's list.
sealed interface Reading {
    record Good(CollectionRecord record) implements Reading {}

    /// One that the system itself can't read: in an owner's list it breaks all of that owner's
    /// pages. So it stays where it is.
    ///
    /// @param id if it has a valid one all the same
    /// @param reason a code in kebab case
    record Unsupported(@Nullable UUID id, String reason) implements Reading {}

    default Optional<UUID> knownId() {
        return switch (this) {
            case Good good -> Optional.of(good.record().id());
            case Unsupported bad -> Optional.ofNullable(bad.id());
        };
    }

    /// @throws IllegalStateException for one that is not supported
    default CollectionRecord good() {
        return switch (this) {
            case Good(CollectionRecord record) -> record;
            case Unsupported bad -> throw new IllegalStateException(bad.reason());
        };
    }

    /// Why a claim leaves it where it is, if it does.
    default Optional<StaysBehind> staysBehind(ClaimRules rules) {
        return switch (this) {
            case Unsupported(var id, String reason) ->
                    Optional.of(new StaysBehind(Verdict.UNSUPPORTED, reason));
            case Good(CollectionRecord record) ->
                    record.isEmptyDefault(rules)
                            ? Optional.of(new StaysBehind(Verdict.SKIPPED, "empty-default"))
                            : Optional.empty();
        };
    }

    record StaysBehind(Verdict verdict, String reason) {
        Outcome of(String recordId) {
            return new Outcome(recordId, verdict, reason);
        }
    }
}
