package dev.handover.store;

/// The stores of the data map by the names it gives them.
@FunctionalInterface
public interface Stores {
    /// @throws IllegalArgumentException when the data map has no such store
    Store named(String name);
}
