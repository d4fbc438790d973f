package dev.handover.lambda;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// A part that is made when it is first asked for, once: a start while a person waits makes only
/// what that call needs.
final class Lazy<T> {
    private @Nullable T part;

    /// One that could not be made is tried again at the next call.
    ///
    /// @param maker given here and not before: to name a class in a lambda is to load it, and a
    ///   function's archive has only the clients that it uses
    synchronized T get(Supplier<T> maker) {
        T made = part;
        if (made == null) {
            made = maker.get();
            part = made;
        }
        return made;
    }
}
