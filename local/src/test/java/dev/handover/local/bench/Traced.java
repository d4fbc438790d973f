package dev.handover.local.bench;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Writes down what is read and written through it, so that the same can be done without the
/// engine.
final class Traced implements Store {
    sealed interface Call {
        record Read(List<Key> keys) implements Call {}

        record Write(List<Change> changes) implements Call {}
    }

    private final Store store;
    final Queue<Call> calls = new ConcurrentLinkedQueue<>();

    Traced(Store store) {
        this.store = store;
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return store.find(reference, from, limit);
    }

    @Override
    public @Nullable String behind(Document found) {
        return store.behind(found);
    }

    @Override
    public List<Document> read(List<Key> keys) {
        calls.add(new Call.Read(keys));
        return store.read(keys);
    }

    @Override
    public List<Written> write(List<Change> changes) {
        calls.add(new Call.Write(changes));
        return store.write(changes);
    }

    @Override
    public void require(String collection, Set<String> fields) {
        store.require(collection, fields);
    }

    @Override
    public Atomicity atomicAgainst() {
        return store.atomicAgainst();
    }

    @Override
    public boolean findsAsSurely() {
        return store.findsAsSurely();
    }
}
