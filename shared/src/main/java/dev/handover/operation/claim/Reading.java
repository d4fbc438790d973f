package dev.handover.operation.claim;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the reader makes of one element of an owner's list.
sealed interface Reading {
    record Good(CollectionRecord record) implements Reading {}

    /// One that the system itself can't read: in an owner's list it breaks all of that owner's pages. So it
    /// stays where it is.
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
}
