package dev.handover.local.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A function of the template, with everything that its Globals say.
///
/// @param handler the class, without the method's name
/// @param memory MB
public record Function(
        String logicalId,
        String handler,
        Duration timeout,
        int memory,
        Map<String, String> environment,
        List<Trigger> triggers) {

    /// The same with more variables, or other ones.
    public Function with(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new Function(logicalId, handler, timeout, memory, all, triggers);
    }
}
