package dev.handover.operation;

import dev.handover.document.JsonSpot;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.EraseMap.Target;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Where a system keeps records of people, as a data map says it, and what is to be minded there
/// whatever is done to them. Erasing and transferring share it.
///
/// @param skip records that stay as they are
/// @param hold records that must not be touched now
/// @param largestDocument bytes; what is larger is not worked on
/// @param republish null when nothing is published again
public record Places(
        List<Rule> skip,
        List<Rule> hold,
        long largestDocument,
        @Nullable Republish republish,
        List<Records> records,
        List<Embedded> embedded,
        List<Cache> caches) {

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

    /// @param when which records are published
    /// @param metadata what a request says of a record, by the name it has there
    public record Republish(Condition when, Map<String, String> metadata) {}
}
