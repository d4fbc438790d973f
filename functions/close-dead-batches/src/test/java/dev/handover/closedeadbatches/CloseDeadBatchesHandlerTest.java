package dev.handover.closedeadbatches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.document.Json;
import dev.handover.run.GivenUp;
import dev.handover.run.Queues;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;

class CloseDeadBatchesHandlerTest {
    private final MemoryStack stack = new MemoryStack().withOldAccount();
    private final CloseDeadBatchesHandler handler = new CloseDeadBatchesHandler(stack.engine);

    private String take(SQSEvent event) {
        SQSBatchResponse answer = handler.handleRequest(event, Invocation.unhurried());
        return Json.text(Events.answer(SQSBatchResponse.class, answer));
    }

    private SQSEvent event(String name) {
        return Events.event(SQSEvent.class, Events.text("close-dead-batches", name));
    }

    private List<String> reasons() {
        return stack.engine.ledger().givenUp.list(null, 10).messages().stream()
                .map(GivenUp.Message::reason)
                .toList();
    }

    @Test
    @DisplayName(
            "a batch that could not be applied becomes failed records, and the run ends incomplete,"
                    + " with a receipt")
    void aDeadBatchEndsTheRun() {
        stack.startClaim();
        stack.work(EnumSet.of(Queues.Name.PLANS));
        stack.queues.take(); // the batch's five attempts
        assertEquals("{\"batchItemFailures\":[]}", take(event("dead-batch")));
        stack.work();
        Run run = stack.run(MemoryStack.RUN);
        assertEquals(Run.State.INCOMPLETE, run.state());
        assertTrue(Receipts.find(stack.engine.vault(), run).isPresent());
        assertEquals(List.of("dead-letter"), reasons());
    }

    @Test
    @DisplayName("a run that could not be planned has failed")
    void aDeadPlanEndsTheRun() {
        stack.startClaim();
        stack.queues.take();
        assertEquals("{\"batchItemFailures\":[]}", take(event("dead-plan")));
        assertEquals(Run.State.FAILED, stack.run(MemoryStack.RUN).state());
        take(event("dead-plan"));
        assertEquals(List.of("could-not-plan"), reasons(), "noted once");
    }

    @Test
    @DisplayName("a look after a login is let go, and logged without saying whose")
    void aDeadLookIsLetGo() {
        assertEquals(
                "{\"batchItemFailures\":[]}",
                take(
                        Events.messages(
                                "{\"userId\":\"jane\",\"emailHash\":{\"exact\":\"e\",\"folded\":\"f\"}}")));
        String log = String.join("\n", stack.logged);
        assertTrue(
                log.contains("\"level\":\"ERROR\",\"event\":\"dead-letter\",\"work\":\"LOGINS\""),
                log);
        assertFalse(log.contains("jane"), log);
        assertEquals(List.of("could-not-look"), reasons());
    }

    @Test
    @DisplayName("what is neither goes where a person finds it")
    void whatIsNeitherFails() {
        assertEquals(
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"message-1\"},{\"itemIdentifier\":\"message-2\"}]}",
                take(Events.messages("no JSON", "{\"anything\":1}")));
    }
}
