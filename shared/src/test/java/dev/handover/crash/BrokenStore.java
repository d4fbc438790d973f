package dev.handover.crash;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.ForwardingStore;
import dev.handover.store.Written;
import dev.handover.store.memory.MemoryStore;

import java.util.List;

/// Grants every write.
record BrokenStore(MemoryStore inner) implements ForwardingStore {
    @Override
    public List<Written> write(List<Change> changes) {
        return changes.stream().map(this::write).toList();
    }

    private Written write(Change change) {
        inner.writeFromOutside(change.read().key(), change.after());
        return new Written.Done(inner.read(List.of(change.read().key())).getFirst());
    }

    /// Says that nobody's writes can win over its own.
    record Boasting(MemoryStore inner) implements ForwardingStore {
        @Override
        public Atomicity atomicAgainst() {
            return Atomicity.ALL;
        }
    }
}
