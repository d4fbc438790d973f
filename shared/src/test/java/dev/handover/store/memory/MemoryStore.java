package dev.handover.store.memory;

import dev.handover.document.Content;
import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.JsonMatch;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// A store in memory: any number of collections, found in the order of their ids. Its versions
/// count writes, so that a document which was changed and changed back has moved on.
public final class MemoryStore implements Store {
    private static final String ABSENT = "absent";

    private record Row(Content content, String version) {}

    private final TreeMap<Key, Row> rows = new TreeMap<>();
    private final Atomicity atomicAgainst;
    private long writes;

    public MemoryStore(Atomicity atomicAgainst) {
        this.atomicAgainst = atomicAgainst;
    }

    /// Writes as the application would: unconditionally, past the port.
    ///
    /// @param content null deletes
    public synchronized void writeFromOutside(Key key, @Nullable Content content) {
        set(key, content);
    }

    /// Everything that stands here now.
    public synchronized SortedMap<Key, Content> contents() {
        SortedMap<Key, Content> all = new TreeMap<>();
        rows.forEach((key, row) -> all.put(key, row.content()));
        return all;
    }

    @Override
    public synchronized Page find(Reference reference, @Nullable String from, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least one document");
        }
        List<Document> page = new ArrayList<>();
        for (Map.Entry<Key, Row> row : rows.entrySet()) {
            Key key = row.getKey();
            if (!key.collection().equals(reference.collection())
                    || from != null && key.id().compareTo(from) <= 0) {
                continue;
            }
            byte[] value = row.getValue().content().bytes();
            if (!JsonMatch.of(reference, key.id(), value)) {
                continue;
            }
            page.add(document(key));
            if (page.size() == limit) {
                return new Page(List.copyOf(page), key.id());
            }
        }
        return new Page(List.copyOf(page), null);
    }

    @Override
    public String behind(Document found) {
        return found.key().id();
    }

    @Override
    public synchronized List<Document> read(List<Key> keys) {
        return keys.stream().map(this::document).toList();
    }

    @Override
    public synchronized List<Written> write(List<Change> changes) {
        return changes.stream().map(this::write).toList();
    }

    @Override
    public void require(String collection, Set<String> fields) {}

    @Override
    public Atomicity atomicAgainst() {
        return atomicAgainst;
    }

    /// The weaker kind stands for stores whose finds are the weaker ones too.
    @Override
    public boolean findsAsSurely() {
        return atomicAgainst == Atomicity.ALL;
    }

    private Written write(Change change) {
        Key key = change.read().key();
        if (!document(key).version().equals(change.read().version())) {
            return new Written.MovedOn(document(key));
        }
        set(key, change.after());
        return new Written.Done(document(key));
    }

    private void set(Key key, @Nullable Content content) {
        if (content == null) {
            rows.remove(key);
        } else {
            rows.put(key, new Row(content, "write-" + ++writes));
        }
    }

    private Document document(Key key) {
        Row row = rows.get(key);
        return row == null
                ? new Document(key, null, ABSENT)
                : new Document(key, row.content(), row.version());
    }
}
