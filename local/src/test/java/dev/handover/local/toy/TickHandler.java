package dev.handover.local.toy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.handover.lambda.Env;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Remembers its events, and the greeting that its environment had.
public final class TickHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    public record Tick(ScheduledEvent event, String greeting) {}

    public static final BlockingQueue<Tick> TICKS = new LinkedBlockingQueue<>();

    private final String greeting = Env.current().required("GREETING");

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        TICKS.add(new Tick(event, greeting));
        return null;
    }
}
