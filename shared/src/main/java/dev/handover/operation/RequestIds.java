package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.regex.Pattern;

/// Reads the ids in a request for an operation. What is wrong is told by field, without its value.
public record RequestIds(String operation) {
    /// Characters. Sunbird's ids are UUIDs.
    private static final int LONGEST = 256;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /// @throws IllegalArgumentException for what is no id
    public String id(JsonNode id, String where) {
        if (!id.isTextual() || id.textValue().isBlank()) {
            throw wrong(where, "must be an id");
        }
        if (id.textValue().length() > LONGEST || CONTROL.matcher(id.textValue()).find()) {
            throw wrong(where, "must be an id of at most " + LONGEST + " printable characters");
        }
        return id.textValue();
    }

    public IllegalArgumentException wrong(String where, String what) {
        return new IllegalArgumentException(operation + ": " + where + " " + what);
    }
}
