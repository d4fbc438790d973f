package dev.handover.local.template;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// A SAM template, read for running it here. Nothing that stands in it is repeated elsewhere.
public final class Template {
    private static final Duration VISIBILITY_TIMEOUT =
            Duration.ofSeconds(30); // what SQS takes where nothing is said

    private final Value.Fields root;
    private final Parameters parameters;
    private final References references;
    private final Evaluator evaluator;

    private Template(
            Value.Fields root, Parameters parameters, References references, Evaluator evaluator) {
        this.root = root;
        this.parameters = parameters;
        this.references = references;
        this.evaluator = evaluator;
    }

    /// @param environment overrides the parameters' defaults
    /// @throws TemplateProblem naming the line
    public static Template read(Path file, Map<String, String> environment, Names names)
            throws IOException {
        return parse(Files.readString(file), environment, names);
    }

    static Template parse(String yaml, Map<String, String> environment, Names names) {
        Value.Fields root = ValueParser.parse(yaml);
        Map<String, Value.Fields> resources = new LinkedHashMap<>();
        root.fieldsAt("Resources")
                .forEach((id, value) -> resources.put(id, value.asFields("a resource")));
        Parameters parameters = new Parameters(root.fieldsAt("Parameters"), environment);
        References references = new References(resources, names);
        new TemplateCheck(root, parameters, references).check();
        return new Template(
                root, parameters, references, new Evaluator(root, parameters, references));
    }

    /// What a parameter is: given by the environment, or its default.
    public String parameter(String name) {
        return parameters.value(root.line(), name).asText(name);
    }

    public List<Queue> queues() {
        List<Queue> queues = new ArrayList<>();
        resources("AWS::SQS::Queue")
                .forEach((id, resource) -> {
                    Value queue = properties(resource);
                    String target = text(queue, "RedrivePolicy", "deadLetterTargetArn");
                    queues.add(
                            new Queue(
                                    id,
                                    references.queueName(id, resource, evaluator),
                                    seconds(queue, VISIBILITY_TIMEOUT, "VisibilityTimeout"),
                                    seconds(queue, Duration.ZERO, "DelaySeconds"),
                                    target == null
                                            ? null
                                            : new Queue.DeadLetters(
                                                    lastPart(target),
                                                    number(
                                                            queue,
                                                            1,
                                                            "RedrivePolicy",
                                                            "maxReceiveCount"))));
                });
        return queues;
    }

    public List<Table> tables() {
        List<Table> tables = new ArrayList<>();
        resources("AWS::DynamoDB::Table")
                .forEach((id, resource) ->
                        tables.add(
                                TableReader.read(
                                        references.tableName(id, resource, evaluator),
                                        properties(resource))));
        return tables;
    }

    public List<String> buckets() {
        List<String> names = new ArrayList<>();
        resources("AWS::S3::Bucket")
                .forEach((id, resource) ->
                        names.add(references.bucketName(id, resource, evaluator)));
        return names;
    }

    /// Logical ids.
    public List<String> functionNames() {
        return List.copyOf(resources("AWS::Serverless::Function").keySet());
    }

    public List<Function> functions() {
        Value globals = evaluated(root.at("Globals", "Function"));
        List<Function> functions = new ArrayList<>();
        resources("AWS::Serverless::Function")
                .forEach((id, resource) -> {
                    Value.Fields properties =
                            merge(globals.asFields("Globals"), properties(resource));
                    String handler = require(properties, "Handler");
                    Map<String, String> environment = new LinkedHashMap<>();
                    properties
                            .fieldsAt("Environment", "Variables")
                            .forEach((name, value) -> environment.put(name, value.asText(name)));
                    functions.add(
                            new Function(
                                    id,
                                    Objects.requireNonNullElse(text(properties, "CodeUri"), ""),
                                    handler.replaceFirst("::.*", ""),
                                    seconds(
                                            properties,
                                            Duration.ofSeconds(3),
                                            "Timeout"), // Lambda's own default
                                    number(properties, 128, "MemorySize"),
                                    "PublishedVersions"
                                            .equals(text(properties, "SnapStart", "ApplyOn")),
                                    environment,
                                    triggers(properties)));
                });
        return functions;
    }

    /// What a parameter says of itself.
    public record Described(String text, boolean hasDefault) {}

    /// By their names.
    public Map<String, Described> parameters() {
        Map<String, Described> parameters = new LinkedHashMap<>();
        root.fieldsAt("Parameters")
                .forEach((name, parameter) -> {
                    String text = text(parameter, "Description");
                    boolean hasDefault = parameter.at("Default").isPresent();
                    parameters.put(name, new Described(text == null ? "" : text, hasDefault));
                });
        return parameters;
    }

    /// By their logical ids.
    public Map<String, Role> roles() {
        RoleReader reader = new RoleReader(resources("AWS::IAM::ManagedPolicy"), evaluator);
        Map<String, Role> roles = new LinkedHashMap<>();
        resources("AWS::IAM::Role").forEach((id, role) -> roles.put(id, reader.read(role)));
        return roles;
    }

    private List<Trigger> triggers(Value properties) {
        TriggerReader reader = new TriggerReader(this::httpApi);
        List<Trigger> triggers = new ArrayList<>();
        properties
                .fieldsAt("Events")
                .forEach((name, event) -> reader.read(name, event).ifPresent(triggers::add));
        return triggers;
    }

    /// The properties of the API that a route belongs to; of the only one where the route names
    /// none.
    private Value httpApi(@Nullable String logicalId) {
        Value globals = evaluated(root.at("Globals", "HttpApi"));
        Map<String, Value.Fields> apis = resources("AWS::Serverless::HttpApi");
        Value.Fields own =
                logicalId == null
                        ? apis.values().stream().findFirst().orElse(null)
                        : apis.get(logicalId);
        return own == null ? globals : merge(globals.asFields("Globals"), properties(own));
    }

    private Map<String, Value.Fields> resources(String type) {
        Map<String, Value.Fields> chosen = new LinkedHashMap<>();
        root.fieldsAt("Resources")
                .forEach((id, value) -> {
                    Value.Fields resource = value.asFields("a resource");
                    boolean here =
                            resource.at("Condition")
                                    .map(c -> evaluator.condition(c.line(), c.asText("Condition")))
                                    .orElse(true);
                    if (here
                            && resource.at("Type")
                                    .map(t -> t.asText("Type"))
                                    .filter(type::equals)
                                    .isPresent()) {
                        chosen.put(id, resource);
                    }
                });
        return chosen;
    }

    private Value.Fields properties(Value.Fields resource) {
        // what runs nowhere but in AWS, and may refer to what only AWS has
        Set<String> elsewhere =
                Set.of(
                        "Role",
                        "VpcConfig",
                        "Policies",
                        "Tags",
                        "KmsKeyArn",
                        "SSESpecification",
                        "AccessLogSettings");
        Map<String, Value> properties = new LinkedHashMap<>(resource.fieldsAt("Properties"));
        properties.keySet().removeAll(elsewhere);
        return evaluator
                .evaluate(new Value.Fields(resource.line(), new LinkedHashMap<>(properties)))
                .asFields("Properties");
    }

    private Value evaluated(java.util.Optional<Value> value) {
        return value.map(evaluator::evaluate).orElse(new Value.Absent(1));
    }

    /// As SAM merges Globals: fields field by field, lists one after the other, anything else
    /// replaced.
    private static Value.Fields merge(Value.Fields globals, Value.Fields own) {
        LinkedHashMap<String, Value> merged = new LinkedHashMap<>(globals.fields());
        own.fields()
                .forEach((name, value) ->
                        merged.merge(
                                name,
                                value,
                                (general, special) -> {
                                    if (general instanceof Value.Fields a
                                            && special instanceof Value.Fields b) {
                                        return merge(a, b);
                                    }
                                    if (general instanceof Value.Items(int line, List<Value> a)
                                            && special
                                                    instanceof Value.Items(int _, List<Value> b)) {
                                        List<Value> both = new ArrayList<>(a);
                                        both.addAll(b);
                                        return new Value.Items(line, both);
                                    }
                                    return special;
                                }));
        return new Value.Fields(own.line(), merged);
    }

    static String require(Value value, String name) {
        return value.at(name)
                .orElseThrow(() -> new TemplateProblem(value.line(), name + " is missing"))
                .asText(name);
    }

    static @Nullable String text(Value value, String... path) {
        return value.at(path).map(v -> v.asText(path[path.length - 1])).orElse(null);
    }

    static int number(Value value, int otherwise, String... path) {
        return value.at(path).map(v -> v.asInt(path[path.length - 1])).orElse(otherwise);
    }

    private static Duration seconds(Value value, Duration otherwise, String... path) {
        return Duration.ofSeconds(number(value, (int) otherwise.toSeconds(), path));
    }

    /// The name in `arn:aws:sqs:region:account:name`.
    static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }
}
