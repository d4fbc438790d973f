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
            Role role = role(template, function);
            allowed.addAll(rights(function, role.own()));
            function.triggers().forEach(trigger -> done.addAll(polling(function, trigger)));
        }
        return new Privileges(allowed, done);
    }

    /// Those of the managed policies too, which a system's stores need.
    public static SortedSet<AwsCall> withShared(Template template) {
        SortedSet<AwsCall> allowed = new TreeSet<>();
        for (Function function : template.functions()) {
            Role role = role(template, function);
            allowed.addAll(rights(function, role.own()));
            allowed.addAll(rights(function, role.shared()));
        }
        return allowed;
    }

    private static Role role(Template template, Function function) {
        String name = function.logicalId().replaceFirst("Function$", "Role");
        Role role = template.roles().get(name);
        if (role == null) {
            throw new AssertionError(function.logicalId() + " has no role of its own");
        }
        return role;
    }

    private static List<AwsCall> rights(Function function, List<Role.Statement> statements) {
        return statements.stream()
                .flatMap(statement ->
                        statement.actions().stream()
                                .flatMap(action ->
                                        statement.resources().stream()
                                                .map(resource ->
                                                        new AwsCall(
                                                                function.logicalId(),
                                                                action,
                                                                resource))))
                .toList();
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
        missing.removeIf(call -> allowed.stream().anyMatch(right -> right.covers(call)));
        return missing;
    }

    /// What is allowed though nothing does it.
    public SortedSet<AwsCall> unused() {
        SortedSet<AwsCall> unused = new TreeSet<>(allowed);
        unused.removeIf(right -> done.stream().anyMatch(call -> right.covers(call)));
        return unused;
    }

    /// The same with one right less.
    public Privileges without(AwsCall right) {
        SortedSet<AwsCall> fewer = new TreeSet<>(allowed);
        fewer.remove(right);
        return new Privileges(fewer, done);
    }
}
