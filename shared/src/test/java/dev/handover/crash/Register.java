package dev.handover.crash;

import java.util.SortedSet;
import java.util.TreeSet;

/// A service outside, where things are registered.
public interface Register {
    boolean has(String name);

    void add(String name);

    void remove(String name);

    /// In memory.
    final class InMemory implements Register {
        final SortedSet<String> names = new TreeSet<>();

        @Override
        public boolean has(String name) {
            return names.contains(name);
        }

        @Override
        public void add(String name) {
            names.add(name);
        }

        @Override
        public void remove(String name) {
            names.remove(name);
        }
    }
}
