package dev.handover.store;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A store of the system whose data moves. One implementation per kind of store, all held to one
/// contract test. Thread-safe. Trouble with the store is thrown as [StoreUnavailable], what the
/// data map names and the store has not as [NotInStore]; all else is in the answers.
public interface Store {
    /// A page of the documents that the reference names. A document may come twice in two pages (a
    /// hash that grows while it is scanned), but none that is there from the first page to the last
    /// is left out.
    ///
    /// @param from null for the first page, else [Page#next()] of the page before
    /// @param limit about how many documents a page has, at least 1
    Page find(Reference reference, @Nullable String from, int limit);

    /// Where a search goes on behind a document that it found, as [Page#next()]; null where the
    /// store knows that of pages only.
    default @Nullable String behind(Document found) {
        return null;
    }

    /// The documents as they are now, strongly consistent: one answer per key, in the order of the
    /// keys, also for those that don't exist. All of one call are read at one moment where the
    /// store can.
    List<Document> read(List<Key> keys);

    /// Writes each change only if the document still is what was read: one answer per change, in
    /// their order. The changes are independent; one that has moved on does not stop the others.
    List<Written> write(List<Change> changes);

    /// Looks whether the store has what the data map names. Where a find would just find nothing,
    /// or a read take a mistake for an empty place, this tells.
    ///
    /// @param fields that documents must be able to have; minded where the store knows that
    /// @throws NotInStore when something isn't there
    void require(String collection, Set<String> fields);

    Atomicity atomicAgainst();

    /// Whether [#find] gives documents as surely as [#read]: none that is older, none that is not
    /// settled yet.
    default boolean findsAsSurely() {
        return false;
    }

    /// Documents that were just found, each once, as surely as [#read] gives them.
    default List<Document> sure(List<Document> found) {
        List<Key> keys = found.stream().map(Document::key).distinct().toList();
        if (!findsAsSurely()) {
            return keys.isEmpty() ? List.of() : read(keys);
        }
        Map<Key, Document> once = new LinkedHashMap<>();
        found.forEach(document -> once.put(document.key(), document));
        return List.copyOf(once.values());
    }
}
