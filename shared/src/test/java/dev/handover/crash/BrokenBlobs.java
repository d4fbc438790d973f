package dev.handover.crash;

import dev.handover.run.Blobs;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Blobs that don't keep their word for some names.
sealed interface BrokenBlobs extends Blobs {
    /// Keeps them in the process until it has come to its end.
    record Late(Blobs sound, Simulation simulation, Predicate<String> names)
            implements BrokenBlobs {
        @Override
        public Optional<byte[]> get(String name) {
            return sound.get(name);
        }

        @Override
        public boolean putIfAbsent(String name, byte[] bytes) {
            Worker worker = simulation.running();
            if (worker == null || !names.test(name) || sound.get(name).isPresent()) {
                return sound.putIfAbsent(name, bytes);
            }
            worker.atNormalEnd.add(() -> sound.putIfAbsent(name, bytes));
            return true;
        }
    }

    /// Throws them away.
    record Skipping(Blobs sound, Predicate<String> names) implements BrokenBlobs {
        @Override
        public Optional<byte[]> get(String name) {
            return sound.get(name);
        }

        @Override
        public boolean putIfAbsent(String name, byte[] bytes) {
            return names.test(name) || sound.putIfAbsent(name, bytes);
        }
    }

    /// Takes every one, also over another.
    record Overwriting(Blobs sound, Predicate<String> names, Map<String, byte[]> over)
            implements BrokenBlobs {
        Overwriting(Blobs sound, Predicate<String> names) {
            this(sound, names, new HashMap<>());
        }

        @Override
        public Optional<byte[]> get(String name) {
            return over.containsKey(name) ? Optional.of(over.get(name)) : sound.get(name);
        }

        @Override
        public boolean putIfAbsent(String name, byte[] bytes) {
            if (!names.test(name)) {
                return sound.putIfAbsent(name, bytes);
            }
            over.put(name, bytes.clone());
            return true;
        }
    }
}
