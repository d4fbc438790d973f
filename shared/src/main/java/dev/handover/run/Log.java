package dev.handover.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Structured lines for the person at night: one JSON object per outcome, with ids, codes and
/// numbers only. Of an exception it tells the class and where it came from, never the message:
/// drivers put keys and values into theirs.
///
/// ERROR means that somebody must act; the runbook has a heading for each event that is logged so.
///
/// A line may carry measurements, in CloudWatch's embedded metric format: they cost no call. All of
/// one line have the same second dimension.
public final class Log {
    /// Enough to see which rule or port it was, and one log line.
    private static final int FRAMES = 12;

    /// Where lines come from: the dimensions of what they measure.
    ///
    /// @param system one deployment of Handover
    public record Source(String system, String function) {}

    private final Consumer<String> lines;
    private final InstantSource clock;
    private final Source source;

    public Log(Consumer<String> lines, InstantSource clock, Source source) {
        this.lines = lines;
        this.clock = clock;
        this.source = source;
    }

    public Instant now() {
        return clock.instant();
    }

    public void info(String event, Map<String, ?> fields) {
        write("INFO", event, fields, Map.of());
    }

    /// @param fields name the `operation` where the metrics are told apart by it
    public void info(String event, Map<String, ?> fields, Map<Metric, Long> measured) {
        write("INFO", event, fields, measured);
    }

    public void error(String event, Map<String, ?> fields) {
        error(event, fields, Map.of());
    }

    public void error(String event, Map<String, ?> fields, Map<Metric, Long> measured) {
        Map<Metric, Long> all = new TreeMap<>(measured);
        all.put(Metric.ERRORS, 1L);
        write("ERROR", event, fields, all);
    }

    public void error(String event, Throwable trouble, Map<String, ?> fields) {
        error(event, with(trouble, fields));
    }

    /// Trouble that is tried again by itself; when that doesn't help, it becomes an error
    /// elsewhere.
    public void warn(String event, Throwable trouble, Map<String, ?> fields) {
        write("WARN", event, with(trouble, fields), Map.of());
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

    private void write(
            String level, String event, Map<String, ?> fields, Map<Metric, Long> measured) {
        Instant now = clock.instant();
        ObjectNode line =
                Json.object()
                        .put("timestamp", now.toString())
                        .put("level", level)
                        .put("event", event);
        Trace.id().ifPresent(trace -> line.put("trace", trace));
        line.setAll(Json.tree(new TreeMap<>(fields)));
        if (!measured.isEmpty()) {
            measure(line, new TreeMap<>(measured), now);
        }
        lines.accept(Json.text(line));
    }

    private void measure(ObjectNode line, TreeMap<Metric, Long> measured, Instant now) {
        Metric.By by = measured.firstKey().by();
        line.put("system", source.system());
        line.put(Metric.By.FUNCTION.dimension(), source.function());
        ObjectNode aws = line.putObject("_aws").put("Timestamp", now.toEpochMilli());
        ObjectNode directive =
                aws.putArray("CloudWatchMetrics").addObject().put("Namespace", Metric.NAMESPACE);
        ArrayNode dimensions = directive.putArray("Dimensions");
        dimensions.addArray().add("system");
        dimensions.addArray().add("system").add(by.dimension());
        ArrayNode metrics = directive.putArray("Metrics");
        measured.forEach((metric, value) -> {
            if (metric.by() != by) {
                throw new IllegalArgumentException(
                        metric + " is not told apart by " + by.dimension());
            }
            metrics.addObject().put("Name", metric.title()).put("Unit", metric.unit());
            line.put(metric.title(), value);
        });
    }
}
