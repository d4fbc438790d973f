package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Structured lines for the person at night: one JSON object per outcome, with ids, codes and
/// numbers only. Of an exception it tells the class and where it came from, never the message:
/// drivers put keys and values into theirs.
///
/// ERROR means that somebody must act; the README has a heading for each event that is logged so.
public final class Log {
    /// Enough to see which rule or port it was, and one log line.
    private static final int FRAMES = 12;

    private final Consumer<String> lines;
    private final InstantSource clock;

    public Log(Consumer<String> lines, InstantSource clock) {
        this.lines = lines;
        this.clock = clock;
    }

    public void info(String event, Map<String, ?> fields) {
        write("INFO", event, fields);
    }

    public void error(String event, Map<String, ?> fields) {
        write("ERROR", event, fields);
    }

    public void error(String event, Throwable trouble, Map<String, ?> fields) {
        write("ERROR", event, with(trouble, fields));
    }

    /// Trouble that is tried again by itself; when that doesn't help, it becomes an error
    /// elsewhere.
    public void warn(String event, Throwable trouble, Map<String, ?> fields) {
        write("WARN", event, with(trouble, fields));
    }

    private static Map<String, Object> with(Throwable trouble, Map<String, ?> fields) {
        Map<String, Object> all = new TreeMap<>(fields);
        all.put("exception", trouble.getClass().getName());
        all.put(
                "at",
                Arrays.stream(trouble.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .toList());
        return all;
    }

    private void write(String level, String event, Map<String, ?> fields) {
        ObjectNode line =
                Json.object()
                        .put("timestamp", clock.instant().toString())
                        .put("level", level)
                        .put("event", event);
        line.setAll(Json.tree(new TreeMap<>(fields)));
        lines.accept(Json.text(line));
    }
}
