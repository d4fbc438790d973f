package dev.handover.crash;

import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.ForwardingStore;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A store in which a process can die between two changes of one write. What is found comes twice
/// now and then, as it does in a hash that grows while it is scanned.
final class SimulatedStore implements ForwardingStore {
    private final Store inner;
    private final Faults faults;

    SimulatedStore(Store inner, Faults faults) {
        this.inner = inner;
        this.faults = faults;
    }

    @Override
    public Store inner() {
        return inner;
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        Page page =
                faults.around(
                        "Store", "find", reference, null, () -> inner.find(reference, from, limit));
        if (page.documents().isEmpty() || !faults.hits(Fault.DUPLICATED)) {
            return page;
        }
        List<Document> twice = new ArrayList<>(page.documents());
        twice.add(page.documents().getFirst());
        return new Page(twice, page.next());
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return faults.around("Store", "read", keys, null, () -> inner.read(keys));
    }

    @Override
    public List<Written> write(List<Change> changes) {
        List<Written> written = new ArrayList<>();
        for (Change change : changes) {
            Key key = change.read().key();
            written.add(
                    faults.around(
                            "Store",
                            "write",
                            key,
                            () -> new Written.MovedOn(inner.read(List.of(key)).getFirst()),
                            () -> write(change)));
        }
        return written;
    }

    /// Compares contents, as Redis does: what was changed and changed back has not moved on.
    private Written write(Change change) {
        Written written = inner.write(List.of(change)).getFirst();
        boolean isBack =
                written instanceof Written.MovedOn(Document now)
                        && now.has(change.read().content());
        return isBack && written instanceof Written.MovedOn(Document now)
                ? inner.write(List.of(new Change(now, change.after()))).getFirst()
                : written;
    }
}
