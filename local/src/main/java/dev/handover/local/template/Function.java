package dev.handover.local.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function of the template, with everything that its Globals say.
///
/// @param archive the file that its `CodeUri` names, from the template's folder; empty where it
///   names none
/// @param handler the class, without the method's name
/// @param memory MB
/// @param snapStart whether its processes are made from a snapshot of one that was started before
public record Function(
        String logicalId,
        String archive,
        String handler,
        Duration timeout,
        int memory,
        boolean snapStart,
        Map<String, String> environment,
        List<Trigger> triggers) {

    /// The same with more variables, or other ones.
    public Function with(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new Function(logicalId, archive, handler, timeout, memory, snapStart, all, triggers);
    }
}
