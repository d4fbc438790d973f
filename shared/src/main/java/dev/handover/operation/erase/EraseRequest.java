package dev.handover.operation.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.regex.Pattern;

/// What an erasure is asked to do; ids only. Names travel beside it and are sealed at once.
///
/// @param subject the id of the person who is erased
/// @param again whether it is a look at somebody who was erased before
public record EraseRequest(String subject, boolean again) {
    /// Characters. Sunbird's ids are UUIDs.
    private static final int LONGEST_ID = 256;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /// @throws IllegalArgumentException that says which field is wrong, without its value
    public static EraseRequest of(ObjectNode request) {
        return new EraseRequest(id(request.path("subject"), "subject"), request.has("again"));
    }

    private static String id(JsonNode id, String where) {
        if (!id.isTextual() || id.textValue().isBlank()) {
            throw wrong(where, "must be an id");
        }
        if (id.textValue().length() > LONGEST_ID || CONTROL.matcher(id.textValue()).find()) {
            throw wrong(where, "must be an id of at most " + LONGEST_ID + " printable characters");
        }
        return id.textValue();
    }

    private static IllegalArgumentException wrong(String where, String what) {
        return new IllegalArgumentException("erase: " + where + " " + what);
    }
}
