package dev.handover.local.emulator;

import dev.handover.local.template.Function;
import dev.handover.local.template.Names;
import dev.handover.local.template.Role;
import dev.handover.local.template.Template;
import dev.handover.local.template.Trigger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the functions' roles allow, held against what the functions did.
///
/// @param allowed a function's own rights, one for each action on each resource; `*` in a resource
///   stands for anything
public record Privileges(SortedSet<AwsCall> allowed, SortedSet<AwsCall> done) {

    /// @param calls what functions did themselves; what Lambda does by their roles is added
    public static Privileges of(Template template, Collection<AwsCall> calls) {
        SortedSet<AwsCall> allowed = new TreeSet<>();
        SortedSet<AwsCall> done = new TreeSet<>(calls);
        for (Function function : template.functions()) {
            Role role =
                    template.roles().get(function.logicalId().replaceFirst("Function$", "Role"));
            if (role == null) {
                throw new AssertionError(function.logicalId() + " has no role of its own");
            }
            for (Role.Statement statement : role.own()) {
                for (String action : statement.actions()) {
                    for (String resource : statement.resources()) {
                        allowed.add(new AwsCall(function.logicalId(), action, resource));
                    }
                }
            }
            function.triggers().forEach(trigger -> done.addAll(polling(function, trigger)));
        }
        return new Privileges(allowed, done);
    }

    /// Lambda reads a function's queue by the function's role.
    private static List<AwsCall> polling(Function function, Trigger trigger) {
        List<AwsCall> calls = new ArrayList<>();
        if (trigger instanceof Trigger.FromQueue queue) {
            for (String action : List.of("ReceiveMessage", "DeleteMessage", "GetQueueAttributes")) {
                calls.add(
                        new AwsCall(
                                function.logicalId(),
                                "sqs:" + action,
                                Names.arn("sqs", queue.queueName())));
            }
        }
        return calls;
    }

    /// What was done though no role allows it.
    public SortedSet<AwsCall> missing() {
        SortedSet<AwsCall> missing = new TreeSet<>(done);
        missing.removeIf(call -> allowed.stream().anyMatch(right -> covers(right, call)));
        return missing;
    }

    /// What is allowed though nothing does it.
    public SortedSet<AwsCall> unused() {
        SortedSet<AwsCall> unused = new TreeSet<>(allowed);
        unused.removeIf(right -> done.stream().anyMatch(call -> covers(right, call)));
        return unused;
    }

    /// The same with one right less.
    public Privileges without(AwsCall right) {
        SortedSet<AwsCall> fewer = new TreeSet<>(allowed);
        fewer.remove(right);
        return new Privileges(fewer, done);
    }

    private static boolean covers(AwsCall right, AwsCall call) {
        return right.function().equals(call.function())
                && right.action().equals(call.action())
                && matches(right.resource(), call.resource());
    }

    private static boolean matches(String pattern, String resource) {
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), resource);
    }
}
