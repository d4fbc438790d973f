package dev.handover.operation;

import dev.handover.document.FieldPath;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What a data map says of giving a person's records to another: which field says whose a record
/// is, which fields show the owner's name, and who may become the owner.
///
/// @param owner the field with the owner's id
/// @param names fields with the owner's name; the new owner's stands there afterwards
/// @param same fields with anybody's name; so do these where they hold the old owner's
/// @param roles of which the new owner must have one; empty: any
/// @param singleNames whether somebody with one name only may become the owner
/// @param acceptance whether the new owner must accept before anything is given
/// @param users null where nobody is looked up
/// @param objects places where a record's key begins with its owner
/// @param places where records are and where they are mentioned
public record TransferMap(
        String owner,
        List<FieldPath> names,
        List<FieldPath> same,
        Set<String> roles,
        boolean singleNames,
        boolean acceptance,
        @Nullable Users users,
        Duration undo,
        Duration settle,
        List<Objects> objects,
        Places places) {

    /// Where users are looked up, by their id.
    ///
    /// @param deleted null where deleted users aren't there any more
    /// @param organisation the field with a user's organisation; null where there is none
    public record Users(
            String store,
            String collection,
            Places.@Nullable Condition deleted,
            @Nullable String organisation) {}

    /// A place where a record's key begins with its owner's id: it is moved to another key.
    ///
    /// @param prefix how the keys of an owner's records begin; `{owner}` stands for the id
    public record Objects(String name, String store, String collection, String prefix) {
        public String prefix(String owner) {
            return prefix.replace("{owner}", owner);
        }

        /// Whether a record of that id is the owner's.
        public boolean isOf(String owner, String id) {
            return id.startsWith(prefix(owner));
        }
    }
}
