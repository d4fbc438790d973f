package dev.handover.store;

import org.jspecify.annotations.Nullable;

import java.util.List;
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
}
