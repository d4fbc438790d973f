package dev.handover.operation.erase;

import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.ForwardingStore;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Stores;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Stands between an erasure and its stores, and makes trouble there.
public final class Between implements Stores {
    private final Stores sound;
    private final Set<String> down = new HashSet<>();
    private final Map<String, Integer> throttled = new HashMap<>();
    private final Set<String> lacking = new HashSet<>();
    private final Set<Key> refused = new HashSet<>();
    private @Nullable Runnable beforeWrite;

    public Between(Stores sound) {
        this.sound = sound;
    }

    /// Nobody answers there, until it [#isUp].
    public Between isDown(String store) {
        down.add(store);
        return this;
    }

    public void isUp(String store) {
        down.remove(store);
    }

    /// The store has no such collection, until it [#isThere] again.
    Between lacks(String collection) {
        lacking.add(collection);
        return this;
    }

    void isThere(String collection) {
        lacking.remove(collection);
    }

    private void look(String store, Stream<String> collections) {
        call(store);
        collections
                .filter(lacking::contains)
                .findFirst()
                .ifPresent(collection -> {
                    throw new NotInStore(store, "table " + collection);
                });
    }

    /// Every fifth call of that store is told to come back later.
    public Between throttles(String store) {
        throttled.put(store, 0);
        return this;
    }

    /// The store will not take a change of that document, until it is [#takes] again.
    public Between refuses(Key key) {
        refused.add(key);
        return this;
    }

    public void takes(Key key) {
        refused.remove(key);
    }

    /// Happens once, between reading and writing.
    public Between beforeWrite(Runnable what) {
        beforeWrite = what;
        return this;
    }

    private void call(String store) {
        Integer calls = throttled.computeIfPresent(store, (_, before) -> before + 1);
        if (down.contains(store) || calls != null && calls % 5 == 0) {
            throw new StoreUnavailable(store, new IllegalStateException("not now"));
        }
    }

    @Override
    public Store named(String name) {
        Store store = sound.named(name);
        return new ForwardingStore() {
            @Override
            public Store inner() {
                return store;
            }

            @Override
            public Page find(Reference reference, @Nullable String from, int limit) {
                look(name, Stream.of(reference.collection()));
                return store.find(reference, from, limit);
            }

            @Override
            public List<Document> read(List<Key> keys) {
                look(name, keys.stream().map(Key::collection));
                return store.read(keys);
            }

            @Override
            public void require(String collection, Set<String> fields) {
                look(name, Stream.of(collection));
                store.require(collection, fields);
            }

            @Override
            public List<Written> write(List<Change> changes) {
                look(name, changes.stream().map(change -> change.read().key().collection()));
                Runnable first = beforeWrite;
                beforeWrite = null;
                if (first != null) {
                    first.run();
                }
                return changes.stream()
                        .map(change ->
                                refused.contains(change.read().key())
                                        ? new Written.Refused("too-large")
                                        : store.write(List.of(change)).getFirst())
                        .toList();
            }
        };
    }
}
