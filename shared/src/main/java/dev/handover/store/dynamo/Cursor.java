package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.store.Members;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Map;

/// Where a search goes on: with which of the reference's values, and behind which item.
///
/// @param key empty for the beginning
record Cursor(int value, Map<String, AttributeValue> key) {
    private static final String VALUE = "value";
    private static final String KEY = "key";

    /// @throws IllegalArgumentException when nothing of ours said it
    static Cursor parse(@Nullable String from) {
        if (from == null) {
            return new Cursor(0, Map.of());
        }
        try {
            JsonNode cursor = Json.parse(from);
            Map<String, AttributeValue> key = new HashMap<>();
            cursor.required(KEY)
                    .properties()
                    .forEach(part -> key.put(part.getKey(), Attributes.of(part.getValue())));
            return new Cursor(cursor.required(VALUE).intValue(), key);
        } catch (Json.Malformed | Members.Unfit _) {
            throw new IllegalArgumentException("not a cursor of this search");
        }
    }

    @Override
    public String toString() {
        ObjectNode parts = Json.object();
        key.forEach((name, part) -> parts.set(name, Attributes.json(part)));
        ObjectNode cursor = Json.object().put(VALUE, value);
        cursor.set(KEY, parts);
        return Json.text(cursor);
    }
}
