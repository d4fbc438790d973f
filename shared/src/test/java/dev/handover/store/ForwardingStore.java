package dev.handover.store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// A store that is another one in all that it doesn't do itself, for those that count, break or
/// delay something of it.
public interface ForwardingStore extends Store {
    Store inner();

    @Override
    default Page find(Reference reference, @Nullable String from, int limit) {
        return inner().find(reference, from, limit);
    }

    @Override
    default @Nullable String behind(Document found) {
        return inner().behind(found);
    }

    @Override
    default List<Document> read(List<Key> keys) {
        return inner().read(keys);
    }

    @Override
    default List<Written> write(List<Change> changes) {
        return inner().write(changes);
    }

    @Override
    default void require(String collection, Set<String> fields) {
        inner().require(collection, fields);
    }

    @Override
    default Atomicity atomicAgainst() {
        return inner().atomicAgainst();
    }

    @Override
    default boolean findsAsSurely() {
        return inner().findsAsSurely();
    }
}
