package dev.handover.applybatch;

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

import java.util.EnumSet;

class ApplyBatchHandlerTest {
    private final MemoryStack stack = new MemoryStack().withOldAccount();
    private final ApplyBatchHandler handler = new ApplyBatchHandler(stack.engine);

    private String take(SQSEvent event) {
        SQSBatchResponse answer = handler.handleRequest(event, Invocation.unhurried());
        return Json.text(Events.answer(SQSBatchResponse.class, answer));
    }

    @Test
    @DisplayName("applies the batch, closes it, and has the stage verified after the last")
    void takesTheMessage() {
        stack.startClaim();
        stack.work(EnumSet.of(Queues.Name.PLANS));
        SQSEvent event = Events.event(SQSEvent.class, Events.text("apply-batch", "batch"));
        assertEquals("{\"batchItemFailures\":[]}", take(event));
        assertEquals(Run.State.VERIFYING, stack.run(MemoryStack.RUN).state());
        int sent = stack.queues.sent(Queues.Name.VERIFICATIONS).size();
        assertEquals("{\"batchItemFailures\":[]}", take(event));
        assertEquals(
                sent,
                stack.queues.sent(Queues.Name.VERIFICATIONS).size(),
                "once more changes nothing");
    }

    @Test
    @DisplayName(
            "work of another kind, and what is no work, fails and ends with the dead letters; the"
                    + " rest goes on")
    void refusesOtherWork() {
        String unknown =
                "{\"work\":\"batch\",\"run\":\"unknown\",\"epoch\":1,\"stage\":0,\"lane\":0,\"batch\":0}";
        String other = "{\"work\":\"plan\",\"run\":\"unknown\",\"epoch\":1}";
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"message-1\"},{\"itemIdentifier\":\"message-3\"}]}",
                take(Events.messages("no JSON", unknown, other)));
    }
}
