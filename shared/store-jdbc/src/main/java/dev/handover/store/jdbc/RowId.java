package dev.handover.store.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.handover.document.Json;
import dev.handover.store.Members;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The id of a row: the value of its key column as text; with several columns a JSON array of such
/// texts.
final class RowId {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RowId() {}

    static String of(List<JsonNode> values) {
        List<String> texts = values.stream().map(RowId::text).toList();
        return texts.size() == 1 ? texts.getFirst() : Json.text(texts);
    }

    /// The key's values; empty when no row can have that id.
    static Optional<List<JsonNode>> values(List<Column> key, String id) {
        List<String> texts = key.size() == 1 ? List.of(id) : texts(id);
        if (texts.size() != key.size()) {
            return Optional.empty();
        }
        List<JsonNode> values = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            Optional<JsonNode> value = value(key.get(i), texts.get(i));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return of(values).equals(id) ? Optional.of(values) : Optional.empty();
    }

    /// A text as a value of a column; empty when it is none.
    static Optional<JsonNode> value(Column column, String text) {
        try {
            return Optional.of(
                    switch (column.form()) {
                        case WHOLE, BITS, YEAR ->
                                JSON.numberNode(new BigDecimal(text).toBigIntegerExact());
                        case DECIMAL ->
                                Members.wrapped("decimal", new BigDecimal(text).toPlainString());
                        case FLOAT, DOUBLE -> JSON.numberNode(Double.parseDouble(text));
                        case TEXT, OTHER_TEXT, BYTES -> parsed(column, text);
                        case DATE, TIME, DATETIME, TIMESTAMP, GEOMETRY ->
                                Members.wrapped(column.typeName(), text);
                    });
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// Bytes that are no text have their wrapped form as the id.
    private static JsonNode parsed(Column column, String text) {
        if (column.form() == Column.Form.BYTES && text.startsWith("{\"$type\":\"binary\",")) {
            try {
                return Json.parse(text);
            } catch (Json.Malformed _) {
                return JSON.textNode(text);
            }
        }
        return JSON.textNode(text);
    }

    static String text(JsonNode value) {
        if (!value.isObject()) {
            return value.asText();
        }
        return Members.type(value).equals("binary")
                ? Json.text(value)
                : Members.value(value).asText();
    }

    private static List<String> texts(String id) {
        try {
            JsonNode array = Json.parse(id);
            return array.isArray() ? array.valueStream().map(JsonNode::asText).toList() : List.of();
        } catch (Json.Malformed _) {
            return List.of();
        }
    }
}
