package dev.handover.serveconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumSet;

class ControlRoutesTest {
    private static final String PATH = "/operator/runs/" + MemoryStack.RUN;

    private final Console console = new Console();
    private final MemoryStack stack = console.stack;

    private Run.State state() {
        return stack.run(MemoryStack.RUN).state();
    }

    @Test
    @DisplayName("a run that needs approval starts by the digest of its plan, and by no other")
    void approval() {
        String claim =
                "{\"operation\":\"claim\",\"from\":\"%s\",\"to\":\"%s\",\"dryRun\":false,\"needsApproval\":true}"
                        .formatted(MemoryStack.OLD, MemoryStack.NEW);
        String path =
                "/operator/runs/"
                        + console.ask(202, "POST /operator/runs", claim).path("runId").asText();
        stack.work();
        String digest = console.ask(200, "GET " + path + "/plan", null).path("digest").asText();

        JsonNode refused = console.ask(409, "POST " + path + "/approve", "{\"digest\":\"0000\"}");
        assertEquals("other-digest", refused.path("error").asText());
        assertEquals("planned", refused.path("state").asText());
        assertEquals(digest, refused.path("digest").asText());
        console.refuses(400, "missing-field", "POST " + path + "/approve", "{}");

        String right = "{\"digest\":\"%s\",\"why\":\"checked\"}".formatted(digest);
        assertEquals(
                "running",
                console.ask(200, "POST " + path + "/approve", right).path("state").asText());
        stack.work();
        assertEquals("complete", console.ask(200, "GET " + path, null).path("state").asText());
        JsonNode action = console.ask(200, "GET " + path + "/actions", null).at("/actions/0");
        assertEquals("approve", action.path("action").asText());
        assertEquals("operator:demo", action.path("by").asText());
        assertEquals("checked", action.path("why").asText());
        console.refuses(
                409,
                "wrong-state",
                "POST " + path + "/approve",
                "{\"digest\":\"%s\"}".formatted(digest));
    }

    @Test
    @DisplayName("paused and resumed, a run goes on where it was")
    void pausedAndResumed() {
        stack.startClaim();
        stack.work(EnumSet.of(Queues.Name.PLANS));
        assertEquals("paused", console.file(200, "pause-run").path("state").asText());
        stack.work();
        assertEquals(Run.State.PAUSED, state());
        assertEquals("paused", console.file(409, "pause-run").path("state").asText());
        assertEquals("running", console.file(200, "resume-run").path("state").asText());
        stack.work();
        assertEquals(Run.State.COMPLETE, state());
        assertEquals("complete", console.file(409, "resume-run").path("state").asText());
    }

    @Test
    @DisplayName("a pause ends in the future, at a moment that can be read")
    void aPauseEndsInTheFuture() {
        stack.startClaim();
        console.refuses(
                400, "bad-field", "POST " + PATH + "/pause", "{\"until\":\"" + stack.now + "\"}");
        console.refuses(400, "bad-field", "POST " + PATH + "/pause", "{\"until\":\"tomorrow\"}");
        assertEquals(Run.State.QUEUED, state());
        console.ask(
                200, "POST " + PATH + "/pause", "{\"until\":\"" + stack.now.plusSeconds(1) + "\"}");
        assertEquals(Run.State.PAUSED, state());
    }

    @Test
    @DisplayName("cancelled, then undone: what was moved is back, to the byte")
    void cancelledThenUndone() {
        stack.startClaim();
        var before = stack.redis.contents();
        stack.work();
        assertFalse(before.equals(stack.redis.contents()));
        console.file(409, "cancel-run");
        assertEquals("undoing", console.file(200, "undo-run").path("state").asText());
        stack.now = stack.now.plus(Duration.ofMinutes(1)); // late duplicates have died
        stack.work();
        assertEquals(Run.State.UNDONE, state());
        assertEquals(before, stack.redis.contents());
        assertEquals("undone", console.file(409, "undo-run").path("state").asText());
    }

    @Test
    @DisplayName(
            "a run is cancelled while it runs; it is not redriven, since nothing is unresolved")
    void cancelled() {
        stack.startClaim();
        assertEquals("cancelled", console.file(200, "cancel-run").path("state").asText());
        assertEquals("cancelled", console.file(409, "redrive-run").path("state").asText());
    }

    @Test
    @DisplayName(
            "window and rate change alone or together, a rate of null is none, and limits are"
                    + " named")
    void throttled() {
        stack.startClaim();
        JsonNode slow =
                console.ask(
                        200, "POST " + PATH + "/throttle", "{\"window\":1,\"ratePerSecond\":0.5}");
        assertEquals(1, slow.path("window").asInt());
        assertEquals(0.5, slow.path("ratePerSecond").asDouble());
        JsonNode wide = console.ask(200, "POST " + PATH + "/throttle", "{\"window\":8}");
        assertEquals(0.5, wide.path("ratePerSecond").asDouble());
        JsonNode fast = console.ask(200, "POST " + PATH + "/throttle", "{\"ratePerSecond\":null}");
        assertTrue(fast.path("ratePerSecond").isNull());
        assertEquals(8, fast.path("window").asInt());
        for (String wrong :
                new String[] {
                    "{\"window\":0}",
                    "{\"window\":9}",
                    "{\"window\":1.5}",
                    "{\"ratePerSecond\":0}",
                    "{\"ratePerSecond\":\"1\"}"
                }) {
            console.refuses(400, "bad-field", "POST " + PATH + "/throttle", wrong);
        }
    }
}
