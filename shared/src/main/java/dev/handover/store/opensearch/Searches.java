package dev.handover.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.store.Reference;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What is asked of an index, as its query language says it. A search goes on behind the last id,
/// so that what changes meanwhile moves nothing.
///
/// @param ids by index, the keyword field that repeats the id
/// @param terms by index and field, where its values are as they are
record Searches(JsonNode ids, JsonNode terms) {
    private static final String OWN_ID = "_id";
    private static final int MOST_VALUES = 60_000; // of one terms query; servers take 65,536

    ObjectNode search(Reference reference, @Nullable String from, int limit) {
        String index = reference.collection();
        String id = ids.path(index).asText(OWN_ID);
        ObjectNode search = Json.object().put("size", limit).put("_source", false);
        search.putObject("sort").put(id, "asc");
        search.set("query", query(reference, id));
        if (from != null) {
            search.putArray("search_after").add(from);
        }
        return search;
    }

    private ObjectNode query(Reference reference, String id) {
        ObjectNode query = Json.object();
        switch (reference) {
            case Reference.All _ -> query.putObject("match_all");
            case Reference.Beginning(_, String prefix) -> {
                if (id.equals(OWN_ID)) {
                    throw new IllegalArgumentException(
                            "the beginning of ids is only found where the data map's `ids` names"
                                    + " a field that repeats them");
                }
                query.putObject("prefix").put(id, prefix);
            }
            case Reference.Equal(String index, String field, List<String> values) ->
                    terms(query, index, field, values);
            case Reference.Containing(String index, String field, List<String> values) ->
                    terms(query, index, field, values);
        }
        return query;
    }

    private void terms(ObjectNode query, String index, String field, List<String> values) {
        if (values.size() > MOST_VALUES) {
            throw new IllegalArgumentException(
                    "at most " + MOST_VALUES + " values can be looked for at once");
        }
        String path = terms.path(index).path(field).asText(field);
        values.forEach(query.putObject("terms").putArray(path)::add);
    }
}
