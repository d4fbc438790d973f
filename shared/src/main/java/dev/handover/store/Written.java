package dev.handover.store;

/// What became of one [Change]. A store that can't be reached is not an outcome: it throws
/// [StoreUnavailable].
public sealed interface Written {
    /// The document now holds the new content.
    record Done(Document now) implements Written {}

    /// Somebody else wrote in between; nothing was changed.
    record MovedOn(Document now) implements Written {}

    /// The store will never take this one: too large, a constraint. Nothing was changed.
    ///
    /// @param reason a code in kebab case, without any of the content
    record Refused(String reason) implements Written {}
}
