package dev.handover.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works out CloudFormation's intrinsic functions. Pure: the same template, parameters and names
/// give the same values.
final class Evaluator {
    /// `${Name}`, `${Name.Attribute}`; `${!Literal}` stays as `${Literal}`.
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, Value> conditions;
    private final Map<String, Value> mappings;
    private final Parameters parameters;
    private final References references;

    Evaluator(Value.Fields template, Parameters parameters, References references) {
        this.conditions = template.fieldsAt("Conditions");
        this.mappings = template.fieldsAt("Mappings");
        this.parameters = parameters;
        this.references = references;
    }

    /// The same value without calls.
    Value evaluate(Value value) {
        return switch (value) {
            case Value.Text text -> text;
            case Value.Absent absent -> absent;
            case Value.Items(int line, List<Value> items) ->
                    new Value.Items(
                            line,
                            items.stream().map(this::evaluate).filter(Evaluator::isThere).toList());
            case Value.Fields(int line, SequencedMap<String, Value> fields) -> {
                SequencedMap<String, Value> evaluated = new LinkedHashMap<>();
                fields.forEach((name, field) -> {
                    Value now = evaluate(field);
                    if (isThere(now)) {
                        evaluated.put(name, now);
                    }
                });
                yield new Value.Fields(line, evaluated);
            }
            case Value.Call call -> call(call);
        };
    }

    private static boolean isThere(Value value) {
        return !(value instanceof Value.Absent);
    }

    private Value call(Value.Call call) {
        int line = call.line();
        return switch (call.function()) {
            case "Ref" -> ref(line, call.argument().asText("Ref"));
            case "Fn::GetAtt" -> {
                List<Value> parts = arguments(call, 2);
                yield new Value.Text(
                        line,
                        references.attribute(line, text(parts.get(0)), text(parts.get(1)), this));
            }
            case "Fn::Sub" -> new Value.Text(line, substitute(call));
            case "Fn::If" -> {
                List<Value> parts = arguments(call, 3);
                yield evaluate(parts.get(condition(line, text(parts.get(0))) ? 1 : 2));
            }
            case "Fn::Join" -> {
                List<Value> parts = arguments(call, 2);
                List<String> texts =
                        evaluate(parts.get(1)).asItems("what Join joins").stream()
                                .map(this::text)
                                .toList();
                yield new Value.Text(line, String.join(text(parts.get(0)), texts));
            }
            case "Fn::Split" -> {
                List<Value> parts = arguments(call, 2);
                List<Value> pieces = new ArrayList<>();
                for (String piece :
                        text(parts.get(1)).split(Pattern.quote(text(parts.get(0))), -1)) {
                    pieces.add(new Value.Text(line, piece));
                }
                yield new Value.Items(line, pieces);
            }
            case "Fn::Select" -> {
                List<Value> parts = arguments(call, 2);
                int index = evaluate(parts.get(0)).asInt("Select's index");
                List<Value> items = evaluate(parts.get(1)).asItems("what Select selects from");
                if (index < 0 || index >= items.size()) {
                    throw new TemplateProblem(line, "Select " + index + " of " + items.size());
                }
                yield items.get(index);
            }
            case "Fn::FindInMap" -> {
                List<Value> parts = arguments(call, 3);
                String map = text(parts.get(0));
                String top = text(parts.get(1));
                String second = text(parts.get(2));
                yield new Value.Fields(line, new LinkedHashMap<>(mappings))
                        .at(map, top, second)
                        .orElseThrow(() ->
                                new TemplateProblem(
                                        line,
                                        "no " + map + "." + top + "." + second + " in Mappings"));
            }
            case "Fn::Equals", "Fn::And", "Fn::Or", "Fn::Not", "Condition" ->
                    new Value.Text(line, String.valueOf(isTrue(call)));
            default ->
                    throw new TemplateProblem(
                            line, "the local run doesn't know " + call.function());
        };
    }

    private Value ref(int line, String name) {
        return switch (name) {
            case "AWS::NoValue" -> new Value.Absent(line);
            case "AWS::Region" -> new Value.Text(line, Names.REGION);
            case "AWS::AccountId" -> new Value.Text(line, Names.ACCOUNT);
            case "AWS::StackName" -> new Value.Text(line, Names.STACK);
            case "AWS::Partition" -> new Value.Text(line, "aws");
            case "AWS::URLSuffix" -> new Value.Text(line, "amazonaws.com");
            case String parameter when parameters.has(parameter) ->
                    parameters.value(line, parameter);
            case String logicalId when references.knows(logicalId) ->
                    new Value.Text(line, references.ref(logicalId, this));
            default ->
                    throw new TemplateProblem(
                            line, "there is no parameter and no resource " + name);
        };
    }

    private String substitute(Value.Call call) {
        Map<String, Value> own = Map.of();
        String text;
        if (call.argument() instanceof Value.Items) {
            List<Value> parts = arguments(call, 2);
            text = text(parts.get(0));
            own = parts.get(1).asFields("Sub's variables").fields();
        } else {
            text = call.argument().asText("Sub");
        }
        Matcher place = PLACE.matcher(text);
        StringBuilder result = new StringBuilder();
        while (place.find()) {
            place.appendReplacement(
                    result,
                    Matcher.quoteReplacement(place(call.line(), place.group(1).strip(), own)));
        }
        return place.appendTail(result).toString();
    }

    private String place(int line, String name, Map<String, Value> own) {
        if (name.startsWith("!")) {
            return "${" + name.substring(1) + "}";
        }
        Value mine = own.get(name);
        if (mine != null) {
            return text(mine);
        }
        int dot = name.indexOf('.');
        return dot < 0
                ? ref(line, name).asText(name)
                : references.attribute(line, name.substring(0, dot), name.substring(dot + 1), this);
    }

    boolean condition(int line, String name) {
        Value condition = conditions.get(name);
        if (condition == null) {
            throw new TemplateProblem(line, "there is no condition " + name);
        }
        return isTrue(condition);
    }

    private boolean isTrue(Value value) {
        if (value instanceof Value.Fields fields && fields.get("Condition").isPresent()) {
            return condition(value.line(), text(fields.get("Condition").get()));
        }
        if (!(value instanceof Value.Call call)) {
            return evaluate(value).asBoolean("a condition");
        }
        return switch (call.function()) {
            case "Condition" -> condition(call.line(), text(call.argument()));
            case "Fn::Equals" -> {
                List<Value> parts = arguments(call, 2);
                yield text(parts.get(0)).equals(text(parts.get(1)));
            }
            case "Fn::And" -> call.argument().asItems("And").stream().allMatch(this::isTrue);
            case "Fn::Or" -> call.argument().asItems("Or").stream().anyMatch(this::isTrue);
            case "Fn::Not" -> !isTrue(arguments(call, 1).getFirst());
            default -> evaluate(call).asBoolean("a condition");
        };
    }

    private String text(Value value) {
        return evaluate(value).asText("this");
    }

    private static List<Value> arguments(Value.Call call, int count) {
        List<Value> items = call.argument().asItems(call.function());
        if (items.size() != count) {
            throw new TemplateProblem(
                    call.line(),
                    call.function() + " takes " + count + " values, not " + items.size());
        }
        return items;
    }
}
