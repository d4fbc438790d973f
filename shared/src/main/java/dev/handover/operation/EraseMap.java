package dev.handover.operation;

import dev.handover.document.FieldPath;
import dev.handover.document.JsonSpot;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a data map says of erasing a person: where records are, by which fields they are found, and
/// which fields hold the person's name.
///
/// @param replacement what stands where a name was
/// @param fields by the field with a user's id: the fields with that user's name, which are erased
///   where the id is the subject's
/// @param names fields with anybody's name, in records of the subject: erased only where they hold
///   a name that the subject is known by
/// @param skip records that stay as they are
/// @param hold records that must not be touched now
/// @param largestDocument bytes; what is larger is not worked on
/// @param watch null when a subject that comes back is nobody's concern
/// @param stays sentences for the person: what else is not erased
/// @param republish null when nothing is published again
public record EraseMap(
        String replacement,
        Map<String, List<Target>> fields,
        List<Target> names,
        List<Rule> skip,
        List<Rule> hold,
        long largestDocument,
        Duration undo,
        Duration settle,
        @Nullable Watch watch,
        @Nullable Republish republish,
        boolean notifies,
        List<String> stays,
        List<Records> records,
        List<Embedded> embedded,
        List<Cache> caches) {

    /// A field with a name in it, and what takes its place.
    public record Target(FieldPath path, Mask mask) {}

    public enum Mask {
        REPLACEMENT,
        /// The same for one person everywhere; nobody can tell the person from it.
        PSEUDONYM,
        NOTHING,
        KEEP_FORMAT
    }

    /// What is done with a list where a name is expected.
    public enum Lists {
        UNSUPPORTED,
        /// The first element that is the person's name; later ones are mentioned.
        FIRST,
        ALL
    }

    /// @param in the values, as text
    /// @param absent whether it also holds where there is no such field
    public record Condition(String field, Set<String> in, boolean absent) {
        public boolean holds(JsonSpot object) {
            return object.member(field)
                    .filter(value -> !value.isNull())
                    .map(value -> in.contains(value.isText() ? value.text() : value.json()))
                    .orElse(absent);
        }
    }

    /// @param name a code in kebab case, for receipts
    public record Rule(String name, Condition when) {}

    /// A place where each document is a record.
    ///
    /// @param types null when all documents are of one kind, called as the place
    /// @param image how the ids of unpublished copies end
    /// @param copies null when records aren't copied
    /// @param parents the field with the ids of what a record has in it; null when there is none
    /// @param update false for a place that follows another by itself and is only verified
    public record Records(
            String name,
            String store,
            String collection,
            @Nullable Types types,
            List<Condition> where,
            @Nullable String image,
            @Nullable Copies copies,
            @Nullable String parents,
            Lists lists,
            Verify verify,
            boolean update) {}

    /// How a verification looks for the person in a place.
    public enum Verify {
        /// By id only: for stores that can't look for names.
        REFERENCES,
        NAMES,
        SCAN
    }

    /// @param image what the type of an unpublished copy has at its end
    /// @param version the field with the version of the schema
    /// @param versions by type
    public record Types(
            String field,
            String image,
            @Nullable String version,
            Map<String, Set<String>> versions) {}

    /// @param field holds the id of the record that this one is a copy of
    public record Copies(String field, List<Target> targets) {}

    /// Documents that have records within, of many people: a hierarchy of the record of that id.
    ///
    /// @param of places of the records whose ids they have
    /// @param types empty for all
    /// @param keys their ids; `{id}` stands for the record's
    /// @param fields those that hold JSON with records in it
    /// @param scan whether all are looked at, also those whose record says nothing of the person's
    public record Embedded(
            String name,
            List<String> of,
            Set<String> types,
            String store,
            String collection,
            List<String> keys,
            List<String> fields,
            Lists lists,
            boolean scan) {}

    /// Documents that the system makes again by itself.
    ///
    /// @param when null for whatever the record is like
    /// @param keys their ids; `{id}` stands for the record's, `{child}` for each that it has in it
    public record Cache(
            String name,
            List<String> of,
            Set<String> types,
            @Nullable Condition when,
            String store,
            String collection,
            List<String> keys) {}

    /// @param lasts for how long a subject is looked at again
    public record Watch(Duration lasts, Duration every) {}

    /// @param when which records are published
    /// @param metadata what a request says of a record, by the name it has there
    public record Republish(Condition when, Map<String, String> metadata) {}
}
