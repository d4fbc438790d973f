package dev.handover.operation.offer;

import dev.handover.store.Atomicity;
import dev.handover.store.ForwardingStore;
import dev.handover.store.Sized;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

/// A store in memory that says, as Redis does, how many documents a collection holds.
final class CountedStore implements ForwardingStore, Sized {
    final MemoryStore memory = new MemoryStore(Atomicity.OWN);

    @Override
    public Store inner() {
        return memory;
    }

    @Override
    public long size(String collection) {
        return memory.contents().keySet().stream()
                .filter(key -> key.collection().equals(collection))
                .count();
    }
}
