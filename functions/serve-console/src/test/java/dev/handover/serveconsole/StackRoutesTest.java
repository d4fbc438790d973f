package dev.handover.serveconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.run.GivenUp;
import dev.handover.run.Run;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Map;

/// Holds, dead letters, and the kill switch.
class StackRoutesTest {
    private final Console console = new Console();
    private final MemoryStack stack = console.stack;

    @Test
    @DisplayName(
            "while everything is stopped a run does nothing; started again it goes on at once,"
                    + " without the sweep")
    void theKillSwitch() {
        assertFalse(console.file(200, "show-stop").path("stopped").asBoolean());
        stack.startClaim();
        JsonNode stopped = console.file(200, "stop");
        assertTrue(stopped.path("stopped").asBoolean());
        assertEquals("operator:demo", stopped.path("by").asText());
        stack.work();
        assertEquals(Run.State.QUEUED, stack.run(MemoryStack.RUN).state());
        assertEquals(0, stack.queues.sent().size());
        JsonNode started = console.file(200, "start");
        assertFalse(started.path("stopped").asBoolean());
        assertEquals(2, started.path("actions").size());
        stack.work();
        assertEquals(Run.State.COMPLETE, stack.run(MemoryStack.RUN).state());
    }

    @Test
    @DisplayName(
            "started again, a paused run stays paused and a planned one waits for its approval")
    void startingAgainRespectsPauses() {
        stack.startClaim();
        console.file(200, "pause-run");
        console.file(200, "stop");
        console.file(200, "start");
        stack.work();
        assertEquals(Run.State.PAUSED, stack.run(MemoryStack.RUN).state());
    }

    @Test
    @DisplayName("a held subject's records are held by a run; released, the hold is gone")
    void holds() {
        JsonNode placed = console.file(201, "place-hold");
        assertEquals(MemoryStack.OLD, placed.path("what").asText());
        assertEquals("operator:demo", placed.path("by").asText());
        assertEquals(1, console.file(200, "list-holds").path("holds").size());
        stack.startClaim();
        stack.work();
        JsonNode counts = console.file(200, "show-run").path("counts");
        assertEquals(1, counts.path("held").asInt(), counts.toString());
        console.file(204, "release-hold");
        assertEquals(0, console.file(200, "list-holds").path("holds").size());
        console.file(404, "release-hold");
    }

    @Test
    @DisplayName("dead letters are listed with their reasons, newest first, page by page")
    void deadLetters() {
        Instant at = stack.engine.clock().instant();
        for (int i = 0; i < 3; i++) {
            stack.engine
                    .ledger()
                    .givenUp
                    .note(
                            new GivenUp.Message(
                                    "m" + i, "requests", "not-json", null, at.plusSeconds(i)));
        }
        JsonNode first = console.ask(200, "GET /operator/dead-letters?limit=2", null);
        assertEquals("m2", first.at("/deadLetters/0/id").asText());
        assertEquals("not-json", first.at("/deadLetters/1/reason").asText());
        JsonNode rest =
                console.ask(
                        200,
                        "GET /operator/dead-letters?limit=2&next=" + first.path("next").asText(),
                        null);
        assertEquals(1, rest.path("deadLetters").size());
        assertFalse(rest.has("next"));
        assertEquals(3, console.file(200, "list-dead-letters").path("deadLetters").size());
        console.refuses(400, "bad-field", "GET /operator/dead-letters?next=nobodys", null);
    }

    @Test
    @DisplayName("a hold says on what and why")
    void whatAHoldNeeds() {
        for (Map.Entry<String, String> wrong :
                Map.of(
                                "{\"why\":\"x\"}", "missing-field",
                                "{\"what\":\"a\"}", "missing-field",
                                "{\"what\":7,\"why\":\"x\"}", "bad-field",
                                "{\"what\":\"a\",\"why\":\"x\",\"until\":\"soon\"}", "bad-field",
                                "{\"what\":\"a\",\"why\":\"x\",\"kind\":\"x\"}", "unknown-field")
                        .entrySet()) {
            console.refuses(400, wrong.getValue(), "POST /operator/holds", wrong.getKey());
        }
        console.refuses(400, "missing-field", "DELETE /operator/holds", null);
    }
}
