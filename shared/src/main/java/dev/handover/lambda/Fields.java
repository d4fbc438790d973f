package dev.handover.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;

/// The fields of a JSON object from outside. What is wrong with one is refused with its name, never
/// with its value.
public final class Fields {
    private static final int LONGEST_TEXT = 1024; // characters; ids, reasons, tokens

    private final ObjectNode object;

    public Fields(ObjectNode object) {
        this.object = object;
    }

    /// The whole object.
    public ObjectNode object() {
        return object;
    }

    /// @return this
    /// @throws Refusal when there is another field than these
    public Fields only(Set<String> names) {
        for (var field : object.properties()) {
            if (!names.contains(field.getKey())) {
                throw Refusal.field(
                        "unknown-field", name(field.getKey()), "is not a field of this request");
            }
        }
        return this;
    }

    /// An unknown name is somebody's text too.
    private static String name(String given) {
        return given.matches("[A-Za-z0-9_.-]{1,64}") ? given : "a field";
    }

    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    public String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> Refusal.field("missing-field", name, "is missing"));
    }

    public Optional<String> optionalText(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = object.path(name);
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > LONGEST_TEXT) {
            throw Refusal.field(
                    "bad-field", name, "must be a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return Optional.of(value.textValue());
    }

    public boolean flag(String name, boolean usual) {
        if (!has(name)) {
            return usual;
        }
        if (!object.path(name).isBoolean()) {
            throw Refusal.field("bad-field", name, "must be true or false");
        }
        return object.path(name).booleanValue();
    }

    /// @param from inclusive
    /// @param to inclusive
    public Optional<Integer> number(String name, int from, int to) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = object.path(name);
        if (!value.isInt() || value.intValue() < from || value.intValue() > to) {
            throw Refusal.field(
                    "bad-field", name, "must be a whole number from " + from + " to " + to);
        }
        return Optional.of(value.intValue());
    }

    public Optional<Double> positive(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        JsonNode value = object.path(name);
        if (!value.isNumber()
                || !(value.doubleValue() > 0)
                || Double.isInfinite(value.doubleValue())) {
            throw Refusal.field("bad-field", name, "must be a number above 0");
        }
        return Optional.of(value.doubleValue());
    }

    /// A moment, in ISO 8601 with its offset.
    public Optional<Instant> instant(String name) {
        return optionalText(name)
                .map(text -> {
                    try {
                        return OffsetDateTime.parse(text).toInstant();
                    } catch (DateTimeException e) {
                        throw Refusal.field(
                                "bad-field", name, "must be a moment such as 2027-01-01T00:00:00Z");
                    }
                });
    }
}
