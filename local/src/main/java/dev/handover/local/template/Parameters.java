package dev.handover.local.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The template's parameters: each from the environment variable of its name (`UndoDays` or
/// `UNDO_DAYS`), else its default.
record Parameters(Map<String, Value> declared, Map<String, String> environment) {

    boolean has(String name) {
        return declared.containsKey(name);
    }

    Value value(int line, String name) {
        Value declaration = declared.get(name);
        String given = environment.getOrDefault(name, environment.get(upperSnake(name)));
        if (given == null) {
            given = declaration.at("Default").map(value -> value.asText("Default")).orElse(null);
        }
        if (given == null) {
            throw new TemplateProblem(
                    line, "the parameter " + name + " has no default: set " + upperSnake(name));
        }
        String type = declaration.at("Type").map(value -> value.asText("Type")).orElse("String");
        return type.startsWith("List<") || type.equals("CommaDelimitedList")
                ? list(line, given)
                : new Value.Text(line, given);
    }

    private static Value list(int line, String given) {
        List<String> parts = given.isBlank() ? List.of() : Arrays.asList(given.split(","));
        return new Value.Items(
                line,
                parts.stream().<Value>map(part -> new Value.Text(line, part.strip())).toList());
    }

    static String upperSnake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
