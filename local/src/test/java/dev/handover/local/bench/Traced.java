package dev.handover.local.bench;

import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.ForwardingStore;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.Written;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Writes down what is read and written through it, so that the same can be done without the
/// engine.
final class Traced implements ForwardingStore {
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
    public Store inner() {
        return store;
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
}
