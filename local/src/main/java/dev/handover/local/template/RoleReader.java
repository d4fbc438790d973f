package dev.handover.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// Reads a role with its policies, managed and own.
record RoleReader(Map<String, Value.Fields> managed, Evaluator evaluator) {

    Role read(Value.Fields role) {
        List<Role.Statement> shared = new ArrayList<>();
        for (Value policy : list(role, "ManagedPolicyArns")) {
            String name = policy.asText("ManagedPolicyArns");
            Value.Fields found = Objects.requireNonNull(managed.get(name), name);
            shared.addAll(statements(found.at("Properties").orElseThrow()));
        }
        List<Role.Statement> own = new ArrayList<>();
        list(role, "Policies").forEach(policy -> own.addAll(statements(policy)));
        return new Role(shared, own);
    }

    private List<Value> list(Value.Fields role, String name) {
        return role.at("Properties", name)
                .map(evaluator::evaluate)
                .map(list -> list.asItems(name))
                .orElse(List.of());
    }

    private List<Role.Statement> statements(Value policy) {
        return policy
                .at("PolicyDocument", "Statement")
                .map(evaluator::evaluate)
                .orElseThrow(() -> new TemplateProblem(policy.line(), "Statement is missing"))
                .asItems("Statement")
                .stream()
                .map(statement ->
                        new Role.Statement(
                                Template.require(statement, "Effect"),
                                texts(statement, "Action"),
                                texts(statement, "Resource"),
                                statement.at("Condition").map(RoleReader::json).orElse("")))
                .toList();
    }

    /// One, or a list of them.
    private static List<String> texts(Value statement, String name) {
        return switch (statement.at(name).orElse(new Value.Absent(statement.line()))) {
            case Value.Text(int _, String text) -> List.of(text);
            case Value other -> other.asItems(name).stream().map(v -> v.asText(name)).toList();
        };
    }

    private static String json(Value value) {
        return switch (value) {
            case Value.Fields(int _, var fields) ->
                    fields.entrySet().stream()
                            .map(field -> quoted(field.getKey()) + ":" + json(field.getValue()))
                            .collect(Collectors.joining(",", "{", "}"));
            case Value.Items(int _, var items) ->
                    items.stream().map(RoleReader::json).collect(Collectors.joining(",", "[", "]"));
            case Value.Text(int _, String text) -> quoted(text);
            case Value.Absent _, Value.Call _ -> "null";
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
