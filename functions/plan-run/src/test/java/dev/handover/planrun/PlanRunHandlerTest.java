package dev.handover.planrun;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.document.Json;
import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanRunHandlerTest {
    private final MemoryStack stack = new MemoryStack().withOldAccount();
    private final PlanRunHandler handler = new PlanRunHandler(stack.engine);

    private String take(SQSEvent event) {
        SQSBatchResponse answer = handler.handleRequest(event, Invocation.unhurried());
        return Json.text(Events.answer(SQSBatchResponse.class, answer));
    }

    @Test
    @DisplayName("plans the run, and sends its first batches")
    void takesTheMessage() {
        stack.startClaim();
        stack.queues.take();
        SQSEvent event = Events.event(SQSEvent.class, Events.text("plan-run", "plan"));
        assertEquals("{\"batchItemFailures\":[]}", take(event));
        assertEquals(Run.State.RUNNING, stack.run(MemoryStack.RUN).state());
        int sent = stack.queues.sent(Queues.Name.BATCHES).size();
        assertEquals("{\"batchItemFailures\":[]}", take(event));
        assertEquals(
                sent, stack.queues.sent(Queues.Name.BATCHES).size(), "once more changes nothing");
    }

    @Test
    @DisplayName(
            "work of another kind, and what is no work, fails and ends with the dead letters; the"
                    + " rest goes on")
    void refusesOtherWork() {
        String unknown = "{\"work\":\"plan\",\"run\":\"unknown\",\"epoch\":1}";
        String other =
                "{\"work\":\"verify\",\"run\":\"unknown\",\"epoch\":1,\"stage\":0,\"pass\":1}";
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"message-1\"},{\"itemIdentifier\":\"message-3\"}]}",
                take(Events.messages("no JSON", unknown, other)));
    }
}
