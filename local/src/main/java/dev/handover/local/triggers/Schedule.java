package dev.handover.local.triggers;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.local.functions.Functions;
import dev.handover.local.template.Names;
import dev.handover.local.template.Trigger;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Invokes a function on its schedule: once right at the start, then whenever it is due. A round
/// that takes longer than its interval delays the next one; two never run at once.
final class Schedule implements Runnable {
    private final Trigger.OnSchedule trigger;
    private final ScheduleExpression expression;
    private final String function;
    private final Functions functions;
    private final InstantSource clock;

    Schedule(
            Trigger.OnSchedule trigger, String function, Functions functions, InstantSource clock) {
        this.trigger = trigger;
        this.expression = ScheduleExpression.parse(trigger.expression());
        this.function = function;
        this.functions = functions;
        this.clock = clock;
    }

    /// Until it is interrupted.
    @Override
    public void run() {
        try {
            while (true) {
                Instant started = clock.instant();
                functions.invoke(function, event(started));
                Instant next = expression.after(started);
                Thread.sleep(
                        Duration.between(clock.instant(), next)); // not at all when it is overdue
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private byte[] event(Instant time) {
        if (trigger.input() != null) {
            return trigger.input().getBytes(StandardCharsets.UTF_8);
        }
        ObjectNode event = Json.object();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.events");
        event.put("account", Names.ACCOUNT);
        event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", Names.REGION);
        event.putArray("resources").add(Names.arn("events", "rule/" + function + trigger.name()));
        event.putObject("detail");
        return Json.bytes(event);
    }
}
