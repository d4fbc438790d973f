package dev.handover.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;

import java.util.SortedMap;
import java.util.TreeMap;

/// A document of a store with named properties or columns as one JSON object: every member except
/// those of the key, in the order of their names, compact UTF-8. What JSON has no value for is
/// wrapped: `{"$type":"date","value":"2020-02-29"}`.
public final class Members {
    private static final String TYPE = "$type";
    private static final String VALUE = "value";

    /// A content that the store can't hold.
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        /// @param reason a code in kebab case, as in [Written.Refused]
        public Unfit(String reason) {
            super(reason);
        }

        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    private Members() {}

    /// @throws Unfit when it is no JSON object
    public static SortedMap<String, JsonNode> of(Content content) {
        JsonNode tree;
        try {
            tree = Json.read(content.bytes(), JsonNode.class);
        } catch (Json.Malformed _) {
            throw new Unfit("not-json");
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new Unfit("not-an-object");
        }
        SortedMap<String, JsonNode> members = new TreeMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    public static Content content(SortedMap<String, JsonNode> members) {
        ObjectNode object = Json.object();
        members.forEach(object::set);
        return Content.of(Json.bytes(object));
    }

    public static ObjectNode wrapped(String type, JsonNode value) {
        ObjectNode wrapped = Json.object();
        wrapped.put(TYPE, type);
        wrapped.set(VALUE, value);
        return wrapped;
    }

    public static ObjectNode wrapped(String type, String value) {
        ObjectNode wrapped = Json.object();
        wrapped.put(TYPE, type);
        wrapped.put(VALUE, value);
        return wrapped;
    }

    /// The type of a wrapped value.
    ///
    /// @throws Unfit when it is another object
    public static String type(JsonNode wrapped) {
        JsonNode type = wrapped.get(TYPE);
        if (wrapped.size() != 2 || type == null || !type.isTextual() || !wrapped.has(VALUE)) {
            throw new Unfit("nested-object");
        }
        return type.textValue();
    }

    public static JsonNode value(JsonNode wrapped) {
        return wrapped.get(VALUE);
    }
}
