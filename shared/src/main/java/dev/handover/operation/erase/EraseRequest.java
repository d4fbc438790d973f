package dev.handover.operation.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What an erasure is asked to do; ids only. Names travel beside it and are sealed at once.
///
/// @param subject the id of the person who is erased
/// @param told ids of those who are told when it is done
/// @param again whether it is a look at somebody who was erased before
public record EraseRequest(String subject, List<String> told, boolean again) {
    /// Characters. Sunbird's ids are UUIDs.
    private static final int LONGEST_ID = 256;

    private static final int MOST_NOTIFIED = 1000;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /// @throws IllegalArgumentException that says which field is wrong, without its value
    public static EraseRequest of(ObjectNode request) {
        List<String> told = new ArrayList<>();
        JsonNode given = request.path("notify");
        if (!given.isMissingNode() && !given.isArray() || given.size() > MOST_NOTIFIED) {
            throw wrong("notify", "must be a list of at most " + MOST_NOTIFIED + " ids");
        }
        given.forEach(one -> told.add(id(one, "notify")));
        return new EraseRequest(
                id(request.path("subject"), "subject"), told, request.has("again"));
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
