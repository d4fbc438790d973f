package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.handover.document.Json;
import dev.handover.run.Deadline;
import dev.handover.run.Log;
import dev.handover.run.Outcome;
import dev.handover.run.Work;

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
            if (deadline.isNear() || !take(message, deadline)) {
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
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
            log(step.take(parsed, deadline), fields);
            return true;
        } catch (RuntimeException trouble) {
            log.warn("message-failed", trouble, fields);
            return false;
        }
    }

    private void log(Outcome outcome, Map<String, Object> fields) {
        switch (outcome) {
            case Outcome.Done() -> log.info("done", fields);
            case Outcome.AlreadyDone() -> log.info("already-done", fields);
            case Outcome.Later(var notBefore, String why) -> {
                fields.put("why", why);
                if (notBefore != null) {
                    fields.put("notBefore", notBefore.toString());
                }
                log.info("later", fields);
            }
            case Outcome.Refused(String why) -> {
                fields.put("why", why);
                log.error("refused", fields);
            }
        }
    }
}
