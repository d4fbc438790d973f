package dev.handover.crash;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.Written;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Grants every write.
record BrokenStore(MemoryStore sound) implements Store {
    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return sound.find(reference, from, limit);
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return sound.read(keys);
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return changes.stream().map(this::write).toList();
    }

    private Written write(Change change) {
        sound.writeFromOutside(change.read().key(), change.after());
        return new Written.Done(sound.read(List.of(change.read().key())).getFirst());
    }

    @Override
    public void require(String collection, Set<String> fields) {
        sound.require(collection, fields);
    }

    @Override
    public Atomicity atomicAgainst() {
        return sound.atomicAgainst();
    }

    /// Says that nobody's writes can win over its own.
    record Boasting(MemoryStore sound) implements Store {
        @Override
        public Page find(Reference reference, @Nullable String from, int limit) {
            return sound.find(reference, from, limit);
        }

        @Override
        public List<Document> read(List<Key> keys) {
            return sound.read(keys);
        }

        @Override
        public List<Written> write(List<Change> changes) {
            return sound.write(changes);
        }

        @Override
        public void require(String collection, Set<String> fields) {
            sound.require(collection, fields);
        }

        @Override
        public Atomicity atomicAgainst() {
            return Atomicity.ALL;
        }
    }
}
