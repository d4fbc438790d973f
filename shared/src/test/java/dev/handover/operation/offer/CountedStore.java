package dev.handover.operation.offer;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Sized;
import dev.handover.store.Store;
import dev.handover.store.Written;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// A store in memory that says, as Redis does, how many documents a collection holds.
final class CountedStore implements Store, Sized {
    final MemoryStore memory = new MemoryStore(Atomicity.OWN);

    @Override
    public long size(String collection) {
        return memory.contents().keySet().stream()
                .filter(key -> key.collection().equals(collection))
                .count();
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return memory.find(reference, from, limit);
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return memory.read(keys);
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return memory.write(changes);
    }

    @Override
    public void require(String collection, Set<String> fields) {
        memory.require(collection, fields);
    }

    @Override
    public Atomicity atomicAgainst() {
        return memory.atomicAgainst();
    }
}
