package dev.handover.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A piece of a template. Knows its line, so that a problem can name it.
sealed interface Value {
    int line();

    /// A scalar, as it is written: numbers and booleans are read from it where one is meant.
    record Text(int line, String text) implements Value {}

    record Items(int line, List<Value> items) implements Value {}

    record Fields(int line, SequencedMap<String, Value> fields) implements Value {
        Optional<Value> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }
    }

    /// An intrinsic function that has yet to be evaluated, in its long form: `Ref`, `Fn::Sub`, …
    record Call(int line, String function, Value argument) implements Value {}

    /// Nothing: an empty YAML value, or `AWS::NoValue`.
    record Absent(int line) implements Value {}

    default String asText(String what) {
        if (this instanceof Text(int _, String text)) {
            return text;
        }
        throw new TemplateProblem(line(), what + " must be a text or a number");
    }

    default int asInt(String what) {
        try {
            return Integer.parseInt(asText(what));
        } catch (NumberFormatException e) {
            throw new TemplateProblem(line(), what + " must be a whole number");
        }
    }

    default boolean asBoolean(String what) {
        return switch (asText(what)) {
            case "true", "True", "yes", "on" -> true;
            case "false", "False", "no", "off" -> false;
            case String other ->
                    throw new TemplateProblem(
                            line(), what + " must be true or false, not " + other);
        };
    }

    /// Nothing counts as an empty one.
    default Fields asFields(String what) {
        return switch (this) {
            case Fields fields -> fields;
            case Absent(int line) -> new Fields(line, new java.util.LinkedHashMap<>());
            case Text _, Items _, Call _ ->
                    throw new TemplateProblem(line(), what + " must have fields");
        };
    }

    /// Nothing counts as an empty one.
    default List<Value> asItems(String what) {
        return switch (this) {
            case Items(int _, List<Value> items) -> items;
            case Absent _ -> List.of();
            case Text _, Fields _, Call _ ->
                    throw new TemplateProblem(line(), what + " must be a list");
        };
    }

    /// The value at a path of field names; none when any of them is missing.
    default Optional<Value> at(String... path) {
        Optional<Value> here = Optional.of(this);
        for (String name : path) {
            here =
                    here.flatMap(
                            value -> value instanceof Fields f ? f.get(name) : Optional.empty());
        }
        return here.filter(value -> !(value instanceof Absent));
    }

    default Map<String, Value> fieldsAt(String... path) {
        return at(path).map(v -> v.asFields(path[path.length - 1]).fields())
                .orElse(new java.util.LinkedHashMap<>());
    }
}
