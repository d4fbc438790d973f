package dev.handover.sweepruns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.handover.run.Run;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class SweepRunsHandlerTest {
    private final MemoryStack stack = new MemoryStack().withOldAccount();
    private final ScheduledEvent minute =
            Events.event(ScheduledEvent.class, Events.text("sweep-runs", "sweep"));

    private void sweep(Invocation invocation) {
        new SweepRunsHandler(stack.engine).handleRequest(minute, invocation);
    }

    @Test
    @DisplayName("a run whose only message was lost ends all the same")
    void aLostMessageIsSentAgain() {
        stack.startClaim();
        stack.queues.take(); // lost
        stack.now = stack.now.plus(stack.engine.settings().lease()).plusSeconds(1);
        sweep(Invocation.unhurried());
        stack.work();
        assertEquals(Run.State.COMPLETE, stack.run(MemoryStack.RUN).state());
    }

    @Test
    @DisplayName("without time left it stops before the next run; the next minute goes on")
    void stopsNearTheDeadline() {
        stack.startClaim();
        stack.queues.take();
        stack.now = stack.now.plus(Duration.ofHours(1));
        int[] left = {30_000, 2_000}; // at the start, then
        int[] call = {0};
        sweep(new Invocation(() -> left[Math.min(call[0]++, 1)]));
        assertEquals(0, stack.queues.sent().size());
    }
}
