package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.handover.document.Json;
import dev.handover.run.Deadline;
import dev.handover.run.Log;
import dev.handover.run.Metric;
import dev.handover.run.Outcome;
import dev.handover.run.Trace;
import dev.handover.run.Work;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Takes the messages of an SQS event one after the other and answers which of them failed; only
/// those come again. A message that fails does not keep the others from being taken. Near the
/// deadline the rest is given back untouched.
///
/// What became of each is one line in the log: ids and codes, never a body.
///
/// @param <T> what a message says
public final class SqsBatch<T> {
    @FunctionalInterface
    public interface Step<T> {
        Outcome take(T message, Deadline deadline);
    }

    private final String name;
    private final Function<SQSMessage, T> parse;
    private final Function<T, Map<String, ?>> ids;
    private final Step<T> step;
    private final Log log;

    /// @param name of the step, for the log
    /// @param parse throws [Json.Malformed] or [IllegalArgumentException] for what it can't read:
    ///   the message fails and ends in the dead-letter queue
    /// @param ids what the log says about a message
    public SqsBatch(
            String name,
            Function<SQSMessage, T> parse,
            Function<T, Map<String, ?>> ids,
            Step<T> step,
            Log log) {
        this.name = name;
        this.parse = parse;
        this.ids = ids;
        this.step = step;
        this.log = log;
    }

    /// A queue of the engine's own work, of one kind.
    public static <W extends Work> SqsBatch<W> ofWork(
            String name, Class<W> kind, Step<W> step, Log log) {
        return new SqsBatch<>(
                name, message -> kind.cast(work(message, kind)), SqsBatch::ids, step, log);
    }

    private static Work work(SQSMessage message, Class<? extends Work> kind) {
        Work work = Work.parse(message.getBody());
        if (!kind.isInstance(work)) {
            throw new IllegalArgumentException("work of another kind than this queue carries");
        }
        return work;
    }

    public static Map<String, ?> ids(Work work) {
        return Map.of("run", work.run(), "epoch", work.epoch());
    }

    public SQSBatchResponse run(SQSEvent event, Context context) {
        Deadline deadline = new RemainingTime(context);
        List<BatchItemFailure> failures = new ArrayList<>();
        for (SQSMessage message : event.getRecords()) {
            if (deadline.isNear() || !traced(message, deadline, context)) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    /// As part of the trace that the message came with; where it came without one, of its own.
    private boolean traced(SQSMessage message, Deadline deadline, Context context) {
        String sent = attribute(message, "AWSTraceHeader");
        return Trace.within(
                sent == null ? InvocationTrace.of(context) : sent, () -> take(message, deadline));
    }

    private static @Nullable String attribute(SQSMessage message, String name) {
        return message.getAttributes() == null ? null : message.getAttributes().get(name);
    }

    private Map<Metric, Long> age(SQSMessage message) {
        String sent = attribute(message, "SentTimestamp"); // milliseconds since the epoch, UTC
        return sent == null
                ? Map.of()
                : Map.of(
                        Metric.QUEUE_AGE,
                        Math.max(0, log.now().toEpochMilli() - Long.parseLong(sent)));
    }

    private boolean take(SQSMessage message, Deadline deadline) {
        Map<String, Object> fields =
                new TreeMap<>(Map.of("step", name, "message", message.getMessageId()));
        T parsed;
        try {
            parsed = parse.apply(message);
        } catch (IllegalArgumentException | Json.Malformed unreadable) {
            log.error("unreadable-message", unreadable, fields);
            return false;
        }
        fields.putAll(ids.apply(parsed));
        try {
            Map<Metric, Long> age = age(message);
            log(step.take(parsed, deadline), fields, age);
            return true;
        } catch (RuntimeException trouble) {
            log.warn("message-failed", trouble, fields);
            return false;
        }
    }

    private void log(Outcome outcome, Map<String, Object> fields, Map<Metric, Long> age) {
        switch (outcome) {
            case Outcome.Done() -> log.info("done", fields, age);
            case Outcome.AlreadyDone() -> log.info("already-done", fields, age);
            case Outcome.Later(var notBefore, String why) -> {
                fields.put("why", why);
                if (notBefore != null) {
                    fields.put("notBefore", notBefore.toString());
                }
                log.info("later", fields, age);
            }
            case Outcome.Refused(String why) -> {
                fields.put("why", why);
                log.error("refused", fields, age);
            }
        }
    }
}
