package dev.handover.acceptrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.lambda.RunRequests;
import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.run.memory.MemoryQueues;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class AcceptRequestsHandlerTest {
    private static final String CLAIM =
            "{\"operation\":\"claim\",\"from\":\"%s\",\"to\":\"%s\"}"
                    .formatted(MemoryStack.OLD, MemoryStack.NEW);

    private final MemoryStack stack = new MemoryStack().withOldAccount();
    private final AcceptRequestsHandler handler =
            new AcceptRequestsHandler(stack.engine, RunRequests.of(stack.map));

    private void take(SQSEvent event) {
        SQSBatchResponse answer = handler.handleRequest(event, Invocation.unhurried());
        assertEquals(
                "{\"batchItemFailures\":[]}",
                Json.text(Events.answer(SQSBatchResponse.class, answer)),
                "none comes again");
    }

    private void takeFile(String name) {
        take(Events.event(SQSEvent.class, Events.text("accept-requests", name)));
    }

    private static String runOf(String messageId) {
        return DerivedId.of("request", messageId).toString();
    }

    private List<String> reasons() {
        return stack.queues.sent(Queues.Name.DEAD_REQUESTS).stream()
                .map(sent -> sent.attributes().getOrDefault("reason", "none"))
                .toList();
    }

    @Test
    @DisplayName(
            "a claim from the queue is a run that moves, under an id derived from the message's")
    void aClaimIsARun() {
        takeFile("claim");
        stack.work();
        Run run = stack.run(runOf("00000000-0000-4000-8000-000000000001"));
        assertEquals(Run.State.COMPLETE, run.state());
        assertFalse(run.dryRun());
        assertEquals(List.of(MemoryStack.OLD, MemoryStack.NEW), run.participants());
        assertEquals("operator", run.request().path("proof").asText());
    }

    @Test
    @DisplayName("a dry run from the queue ends with its plan")
    void aDryRunEndsWithItsPlan() {
        takeFile("claim-dry-run");
        stack.work();
        Run run = stack.run(runOf("00000000-0000-4000-8000-000000000002"));
        assertEquals(Run.State.PLANNED, run.state());
        assertTrue(run.dryRun());
    }

    @Test
    @DisplayName(
            "the same message once more is the same run; equal content joins it while it is live,"
                    + " and only then")
    void theSameRequestIsTheSameRun() {
        take(Events.messages(CLAIM));
        take(Events.messages(CLAIM));
        take(Events.messages("[]", CLAIM)); // as message-2
        assertEquals(1, stack.engine.ledger().runs.list(null, 10).ids().size());
        stack.work();
        take(Events.messages(CLAIM));
        assertEquals(1, stack.engine.ledger().runs.list(null, 10).ids().size());
        take(Events.messages("[]", CLAIM));
        assertEquals(2, stack.engine.ledger().runs.list(null, 10).ids().size());
    }

    @Test
    @DisplayName("a request that names itself is one run, whatever messages bring it")
    void aRequestThatNamesItself() {
        String named = CLAIM.replaceFirst("\\{", "{\"requestId\":\"deletion-17\",");
        take(Events.messages(named));
        stack.work();
        take(Events.messages("[]", named));
        assertEquals(1, stack.engine.ledger().runs.list(null, 10).ids().size());
        assertTrue(stack.engine.ledger().runs.find(runOf("deletion-17")).isPresent());
    }

    @Test
    @DisplayName(
            "what can't be taken goes to a person with a reason code, and disturbs nothing else")
    void whatCantBeTakenGoesToAPerson() {
        take(
                Events.messages(
                        "jane@example.org says no",
                        "[]",
                        "{\"operation\":\"teleport\"}",
                        CLAIM.replaceFirst("\\{", "{\"colour\":1,"),
                        CLAIM.replaceFirst("\\{", "{\"kind\":\"trait\","),
                        CLAIM.replace("\"to\"", "\"dryRun\":\"yes\",\"to\""),
                        "{\"operation\":\"claim\",\"to\":\"x\"}",
                        "{\"operation\":\"claim\",\"from\":\"x\"}",
                        CLAIM));
        assertEquals(
                List.of(
                        "not-json",
                        "not-an-object",
                        "unknown-operation",
                        "unknown-field",
                        "unknown-kind",
                        "bad-field",
                        "bad-field",
                        "missing-field"),
                reasons());
        MemoryQueues.Sent first = stack.queues.sent(Queues.Name.DEAD_REQUESTS).getFirst();
        assertEquals("jane@example.org says no", first.body());
        assertEquals(Map.of("reason", "not-json", "message", "message-1"), first.attributes());
        assertFalse(String.join("", stack.logged).contains("jane"));
        assertEquals(1, stack.engine.ledger().runs.list(null, 10).ids().size());
    }

    @Test
    @DisplayName("another request under an id that is taken is not taken for it")
    void anIdIsUsedOnce() {
        String named = CLAIM.replaceFirst("\\{", "{\"requestId\":\"deletion-17\",");
        take(Events.messages(named));
        take(
                Events.messages(
                        named.replace(MemoryStack.OLD, "01d0ffee-0000-4000-8000-000000000002")));
        assertEquals(List.of("request-id-reused"), reasons());
        assertEquals(
                "request-id-reused",
                stack.engine.ledger().givenUp.list(null, 1).messages().getFirst().reason(),
                "operators see it too");
    }
}
