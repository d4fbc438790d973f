package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Members;
import dev.handover.store.Reference;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The items of one table as documents.
record Items(String store, String table, TableKeys keys) {
    private static final String PRESENT = "present";
    private static final String ABSENT = "absent";

    Document document(Map<String, AttributeValue> item) {
        return document(new Key(store, table, keys.id(item)), item);
    }

    /// @param item empty when there is none
    Document document(Key key, Map<String, AttributeValue> item) {
        if (item.isEmpty()) {
            return new Document(key, null, ABSENT);
        }
        SortedMap<String, JsonNode> members = new TreeMap<>();
        item.forEach((name, value) -> {
            if (!keys.names().contains(name)) {
                members.put(name, Attributes.json(value));
            }
        });
        return new Document(key, Members.content(members), PRESENT);
    }

    /// The attributes beside the key.
    ///
    /// @throws Members.Unfit when no item is like that
    SortedMap<String, AttributeValue> attributes(@Nullable Content content) {
        SortedMap<String, AttributeValue> attributes = new TreeMap<>();
        if (content != null) {
            Members.of(content)
                    .forEach((name, value) -> {
                        if (name.isEmpty() || keys.names().contains(name)) {
                            throw new Members.Unfit("no-attribute-name");
                        }
                        attributes.put(name, Attributes.of(value));
                    });
        }
        return attributes;
    }

    boolean names(Reference reference, Map<String, AttributeValue> item) {
        return switch (reference) {
            case Reference.All _ -> true;
            case Reference.Beginning(_, String prefix) -> keys.id(item).startsWith(prefix);
            case Reference.Equal(_, String field, List<String> values) ->
                    item.containsKey(field)
                            && !Collections.disjoint(values, Attributes.texts(item.get(field)));
            case Reference.Containing(_, String field, List<String> values) ->
                    item.containsKey(field)
                            && !Collections.disjoint(
                                    values, Attributes.textsWithin(item.get(field)));
        };
    }
}
