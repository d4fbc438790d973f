package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table of small JSON items with a version each: what the ledger and the keys are kept in
/// (DynamoDB). Every write is conditional on the version that was read, so nobody's write is ever
/// lost. Reads are strongly consistent, except [#listed], which lags.
///
/// A call that throws may have taken place: callers read again and recognise their own work by its
/// content.
public interface Table {
    /// Body field: string; items that have it are found by [#listed] under this value.
    String LISTED = "listed";

    /// Body field: string; the order in which [#listed] gives them. Goes with [#LISTED].
    String LISTED_AT = "listedAt";

    /// Body field: number; seconds since the epoch, UTC. The item may vanish some time after it.
    String EXPIRES = "expires";

    record Id(String partition, String sort) {}

    /// @param version 0 for an item that does not exist yet; the table counts it up
    record Item(Id id, long version, ObjectNode body) {
        public static Item fresh(Id id, ObjectNode body) {
            return new Item(id, 0, body);
        }

        public Item with(ObjectNode other) {
            return new Item(id, version, other);
        }
    }

    record Items(List<Item> items, @Nullable String next) {}

    record Ids(List<Id> ids, @Nullable String next) {}

    Optional<Item> get(Id id);

    /// Those of the ids that exist. At most 100.
    Map<Id, Item> getAll(List<Id> ids);

    /// Writes the item if the table still has the version that it carries (0: has no such item).
    ///
    /// @return the item as it now stands, or empty when somebody else was first
    Optional<Item> put(Item item);

    /// Writes small items with other ids each, every one of them as [#put] does and whatever
    /// becomes of the others; many of them in fewer calls.
    ///
    /// @return those that were written, as they now stand
    default List<Item> putAll(List<Item> items) {
        return items.stream().flatMap(item -> put(item).stream()).toList();
    }

    /// Deletes the item if the table still has the version that it carries.
    ///
    /// @return whether it did
    boolean delete(Item item);

    /// The items of a partition whose sort key starts with the prefix, ascending.
    Items query(String partition, String sortPrefix, @Nullable String from, int limit);

    /// Ids of the items with [#LISTED] = `value`, ordered by [#LISTED_AT]; eventually consistent.
    Ids listed(String value, boolean newestFirst, @Nullable String from, int limit);
}
