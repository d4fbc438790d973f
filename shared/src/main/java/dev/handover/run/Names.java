package dev.handover.run;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// The names of a run's subject: given with the request, and found in the system before anything
/// was changed. They are sealed with the run's key, and stand in no ledger, message or log.
@FunctionalInterface
public interface Names {
    Names NONE = Set::of;

    Set<String> all();

    /// Under which a new owner is to stand; null where the request told none.
    default @Nullable String newName() {
        return null;
    }
}
