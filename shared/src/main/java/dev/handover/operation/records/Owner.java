package dev.handover.operation.records;

import dev.handover.document.JsonSpot;

import java.util.List;
import java.util.Set;

/// Whose records are looked for, and in which fields users' ids stand.
public record Owner(Set<String> ids, List<String> fields) {
    /// Whether a field with a user's id, or with a list of them, says one of these.
    public static boolean isIn(JsonSpot object, String field, Set<String> ids) {
        return object.members(field).stream()
                .anyMatch(value ->
                        isId(value, ids)
                                || value.elements().stream().anyMatch(one -> isId(one, ids)));
    }

    private static boolean isId(JsonSpot value, Set<String> ids) {
        return value.isText() && ids.contains(value.text());
    }

    boolean isIn(JsonSpot record, String field) {
        return isIn(record, field, ids);
    }

    public boolean owns(JsonSpot record) {
        return fields.stream().anyMatch(field -> isIn(record, field));
    }

    /// No ids.
    @Override
    public String toString() {
        return "Owner" + fields;
    }
}
