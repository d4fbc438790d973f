package dev.handover.local.template;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a function's `Events`.
///
/// @param httpApi the properties of an API by its logical id
record TriggerReader(java.util.function.Function<@Nullable String, Value> httpApi) {
    /// Two batches at once where the template sets no limit: enough to show what races there are,
    /// on a small machine.
    private static final int CONCURRENCY = 2;

    private static final int LARGEST_BATCH = 10; // what one receive can give

    /// @return empty where the template switches it off
    Optional<Trigger> read(String name, Value event) {
        String type = Template.require(event, "Type");
        Value properties = event.at("Properties").orElse(new Value.Absent(event.line()));
        Optional<Value> state = properties.at("State");
        boolean enabled =
                properties.at("Enabled").map(value -> value.asBoolean("Enabled")).orElse(true)
                        && state.map(value -> !value.asText("State").equals("DISABLED"))
                                .orElse(true);
        if (!enabled) {
            return Optional.empty();
        }
        return Optional.of(
                switch (type) {
                    case "SQS" -> queue(properties);
                    case "HttpApi" -> route(properties);
                    case "Schedule" ->
                            new Trigger.OnSchedule(
                                    name,
                                    Template.require(properties, "Schedule"),
                                    Template.text(properties, "Input"));
                    case "ScheduleV2" ->
                            new Trigger.OnSchedule(
                                    name,
                                    Template.require(properties, "ScheduleExpression"),
                                    Template.text(properties, "Input"));
                    default -> new Trigger.Elsewhere(type);
                });
    }

    private static Trigger queue(Value properties) {
        properties
                .at("FilterCriteria")
                .ifPresent(filter -> {
                    throw new TemplateProblem(filter.line(), "the local run has no FilterCriteria");
                });
        List<Value> responses =
                properties
                        .at("FunctionResponseTypes")
                        .map(v -> v.asItems("FunctionResponseTypes"))
                        .orElse(List.of());
        return new Trigger.FromQueue(
                Template.lastPart(Template.require(properties, "Queue")),
                Math.min(LARGEST_BATCH, Template.number(properties, LARGEST_BATCH, "BatchSize")),
                responses.stream()
                        .anyMatch(v ->
                                v.asText("FunctionResponseTypes")
                                        .equals("ReportBatchItemFailures")),
                Template.number(properties, CONCURRENCY, "ScalingConfig", "MaximumConcurrency"));
    }

    private Trigger route(Value properties) {
        String path = Template.text(properties, "Path");
        String method = Template.text(properties, "Method");
        return new Trigger.Route(
                method == null ? "ANY" : method.toUpperCase(Locale.ROOT),
                path == null ? "$default" : path,
                authorizer(properties));
    }

    private Trigger.@Nullable Authorizer authorizer(Value properties) {
        Value auth =
                httpApi.apply(Template.text(properties, "ApiId"))
                        .at("Auth")
                        .orElse(new Value.Absent(0));
        String name = Template.text(properties, "Auth", "Authorizer");
        if (name == null) {
            name = Template.text(auth, "DefaultAuthorizer");
        }
        if (name == null || name.equals("NONE")) {
            return null;
        }
        String missing = name;
        Value authorizer =
                auth.at("Authorizers", name)
                        .orElseThrow(() ->
                                new TemplateProblem(
                                        properties.line(), "there is no authorizer " + missing));
        List<Value> headers =
                authorizer
                        .at("Identity", "Headers")
                        .map(v -> v.asItems("Headers"))
                        .orElse(List.of());
        if (!authorizer
                        .at("EnableSimpleResponses")
                        .map(v -> v.asBoolean("EnableSimpleResponses"))
                        .orElse(false)
                || headers.size() != 1) {
            throw new TemplateProblem(
                    authorizer.line(),
                    "the local run has authorizers with simple responses and one header only");
        }
        return new Trigger.Authorizer(
                Template.lastPart(Template.require(authorizer, "FunctionArn")),
                headers.getFirst().asText("Headers").toLowerCase(Locale.ROOT));
    }
}
