package dev.handover.local.template;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Goes through the whole template once, so that a misspelt reference is found though nothing here
/// uses it.
record TemplateCheck(Value.Fields root, Parameters parameters, References references) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}!]*)}");

    private static final Set<String> KNOWN =
            Set.of(
                    "Ref",
                    "Condition",
                    "Fn::GetAtt",
                    "Fn::Sub",
                    "Fn::If",
                    "Fn::Join",
                    "Fn::Split",
                    "Fn::Select",
                    "Fn::FindInMap",
                    "Fn::Equals",
                    "Fn::And",
                    "Fn::Or",
                    "Fn::Not");

    void check() {
        root.fields().values().forEach(this::check);
    }

    private void check(Value value) {
        switch (value) {
            case Value.Text _, Value.Absent _ -> {}
            case Value.Items(int _, List<Value> items) -> items.forEach(this::check);
            case Value.Fields fields -> fields.fields().values().forEach(this::check);
            case Value.Call call -> check(call);
        }
    }

    private void check(Value.Call call) {
        if (!KNOWN.contains(call.function())) {
            throw new TemplateProblem(call.line(), "the local run doesn't know " + call.function());
        }
        switch (call.function()) {
            case "Ref" -> known(call.line(), call.argument().asText("Ref"));
            case "Fn::GetAtt" ->
                    known(
                            call.line(),
                            call.argument().asItems("GetAtt").getFirst().asText("GetAtt"));
            case "Fn::Sub" -> checkPlaces(call);
            case "Fn::If" ->
                    condition(call.line(), call.argument().asItems("If").getFirst().asText("If"));
            default -> {}
        }
        check(call.argument());
    }

    private void checkPlaces(Value.Call call) {
        Value text = call.argument();
        Set<String> own = Set.of();
        if (call.argument() instanceof Value.Items(int _, List<Value> items) && items.size() == 2) {
            text = items.getFirst();
            own = items.getLast().asFields("Sub's variables").fields().keySet();
        }
        Matcher place = PLACE.matcher(text.asText("Sub"));
        while (place.find()) {
            String name = place.group(1).strip().replaceFirst("\\..*", "");
            if (!own.contains(name)) {
                known(call.line(), name);
            }
        }
    }

    private void known(int line, String name) {
        if (!name.startsWith("AWS::") && !parameters.has(name) && !references.knows(name)) {
            throw new TemplateProblem(line, "there is no parameter and no resource " + name);
        }
    }

    private void condition(int line, String name) {
        if (root.at("Conditions", name).isEmpty()) {
            throw new TemplateProblem(line, "there is no condition " + name);
        }
    }
}
