package dev.handover.serveconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.run.Deadline;
import dev.handover.run.Run;
import dev.handover.run.Sweeper;
import dev.handover.testing.Events;
import dev.handover.testing.MemoryStack;
import dev.handover.testing.TemplateFile;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class RunRoutesTest {
    private static final String CLAIM =
            "{\"operation\":\"claim\",\"from\":\"%s\",\"to\":\"%s\",\"dryRun\":false}"
                    .formatted(MemoryStack.OLD, MemoryStack.NEW);
    private static final String SHOWN = "/operator/runs/" + MemoryStack.RUN;

    private final Console console = new Console();
    private final MemoryStack stack = console.stack;

    @Test
    @DisplayName("answers exactly the routes that the template gives to its function")
    void answersTheTemplatesRoutes() {
        assertEquals(TemplateFile.routes().get("ServeConsoleFunction"), console.handler.routes());
    }

    @Test
    @DisplayName(
            "a request is a dry run unless it says otherwise; its plan shows masked examples and"
                    + " changes nothing")
    void aDryRunByDefault() {
        JsonNode started = console.file(202, "start-dry-run");
        assertTrue(started.path("dryRun").asBoolean());
        assertEquals("operator:demo", started.path("requestedBy").asText());
        stack.work();
        String path = "/operator/runs/" + started.path("runId").asText();
        assertEquals("planned", console.ask(200, "GET " + path, null).path("state").asText());
        JsonNode plan = console.ask(200, "GET " + path + "/plan", null);
        assertEquals(64, plan.path("digest").asText().length());
        assertEquals(1, plan.path("examples").size());
        assertFalse(plan.toString().contains("Liver"));
        console.refuses(409, "wrong-state", "GET " + path + "/receipt", null);
    }

    @Test
    @DisplayName(
            "a run's receipt has the text that was signed, its signature, and counts that add up")
    void aRunsReceipt() {
        stack.startClaim();
        JsonNode early = console.ask(409, "GET " + SHOWN + "/plan", null);
        assertEquals("queued", early.path("state").asText());
        stack.work();
        JsonNode run = console.file(200, "show-run");
        assertEquals("complete", run.path("state").asText());
        assertTrue(run.path("lanes").isArray());
        JsonNode answer = console.file(200, "show-receipt");
        assertEquals(MemoryStack.RUN, answer.path("receipt").path("runId").asText());
        assertEquals(1, answer.at("/receipt/counts/changed").asInt());
        assertEquals("EdDSA", answer.at("/signature/algorithm").asText());
        assertTrue(
                answer.at("/signature/signed")
                        .asText()
                        .startsWith("{\"runId\":\"" + MemoryStack.RUN));
        JsonNode records = console.ask(200, "GET " + SHOWN + "/records", null);
        assertEquals("CHANGED", records.at("/records/0/verdict").asText());
        APIGatewayV2HTTPResponse csv =
                console.answer(
                        Events.event(
                                APIGatewayV2HTTPEvent.class,
                                Events.text("serve-console", "show-records")));
        assertTrue(
                csv.getBody().startsWith("stage,store,collection,kind,record,verdict,reason\r\n"));
        assertTrue(csv.getBody().contains(",changed,"), csv.getBody());
        console.refuses(400, "bad-field", "GET " + SHOWN + "/records?next=x", null);
        assertEquals(0, console.file(200, "show-leftovers").path("leftovers").size());
        assertEquals(0, console.file(200, "show-actions").path("actions").size());
        console.refuses(400, "bad-field", "GET " + SHOWN + "/leftovers?next=x", null);
    }

    @Test
    @DisplayName("the hash in a receipt can be made again from the records that are listed")
    void theHashIsThatOfTheRecords() throws NoSuchAlgorithmException {
        stack.startClaim();
        stack.work();
        List<String> lines = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = console.ask(200, "GET " + SHOWN + "/records?limit=1" + next, null);
            for (JsonNode record : page.path("records")) {
                ObjectNode line = Json.object();
                for (String member : List.of("stage", "record", "verdict", "reason")) {
                    if (record.hasNonNull(member)) {
                        line.set(member, record.get(member));
                    }
                }
                lines.add(line.toString());
            }
            next = page.hasNonNull("next") ? "&next=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertFalse(lines.isEmpty());
        byte[] list = ("[" + String.join(",", lines) + "]").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(list)),
                console.file(200, "show-receipt").at("/receipt/verdictsSha256").asText());
    }

    @Test
    @DisplayName(
            "under one key there is one run, also after its end; another request under it is 409;"
                    + " another operator's key is another")
    void oneRunUnderOneKey() {
        String first = started(CLAIM, "key-1").path("runId").asText();
        stack.work();
        assertEquals(first, started(CLAIM, "key-1").path("runId").asText());
        assertNotEquals(first, started(CLAIM, "key-2").path("runId").asText());
        APIGatewayV2HTTPResponse reused =
                console.answer(
                        "POST /operator/runs",
                        Map.of("idempotency-key", "key-1"),
                        CLAIM.replace(MemoryStack.OLD, "other"));
        assertEquals(409, reused.getStatusCode());
        assertEquals("request-id-reused", Console.body(reused).path("error").asText());
        APIGatewayV2HTTPResponse other =
                console.answer(
                        Events.http(
                                "POST /operator/runs",
                                Map.of("idempotency-key", "key-1"),
                                CLAIM,
                                "night"));
        assertNotEquals(first, Console.body(other).path("runId").asText());
    }

    @Test
    @DisplayName("without a key, an equal request joins a run that is still live, and only then")
    void anEqualRequestJoins() {
        String first = started(CLAIM, null).path("runId").asText();
        assertEquals(first, started(CLAIM, null).path("runId").asText());
        stack.work();
        assertNotEquals(first, started(CLAIM, null).path("runId").asText());
    }

    private JsonNode started(String body, @Nullable String key) {
        Map<String, String> headers = key == null ? Map.of() : Map.of("idempotency-key", key);
        APIGatewayV2HTTPResponse response = console.answer("POST /operator/runs", headers, body);
        assertEquals(202, response.getStatusCode(), response.getBody());
        return Console.body(response);
    }

    @Test
    @DisplayName("an unknown operation, kind or field, and a field of the wrong kind, are named")
    void whatIsWrongIsNamed() {
        console.refuses(400, "missing-field", "POST /operator/runs", null);
        console.refuses(
                400, "unknown-operation", "POST /operator/runs", "{\"operation\":\"teleport\"}");
        console.refuses(
                400,
                "unknown-field",
                "POST /operator/runs",
                CLAIM.replace("\"to\"", "\"subject\":\"x\",\"to\""));
        console.refuses(
                400,
                "unknown-kind",
                "POST /operator/runs",
                CLAIM.replace("\"to\"", "\"kind\":\"trait\",\"to\""));
        console.refuses(400, "bad-field", "POST /operator/runs", CLAIM.replace("false", "\"no\""));
        console.refuses(
                400,
                "bad-field",
                "POST /operator/runs",
                CLAIM.replace("\"to\"", "\"records\":7,\"to\""));
        console.refuses(
                400,
                "bad-field",
                "POST /operator/runs",
                CLAIM.replace("\"to\"", "\"mode\":\"eat\",\"to\""));
        console.refuses(400, "not-json", "POST /operator/runs", "{");
        console.refuses(413, "too-large", "POST /operator/runs", " ".repeat((256 << 10) + 1));
        assertEquals(0, stack.ledger.items().size(), "nothing was started");
    }

    @Test
    @DisplayName("a run that there isn't is 404 on every route")
    void unknownRuns() {
        for (String route : console.handler.routes()) {
            if (route.contains("{runId}")) {
                console.refuses(
                        404,
                        "not-found",
                        route.replace("{runId}", "unknown"),
                        route.endsWith("approve") ? "{\"digest\":\"x\"}" : null);
            }
        }
    }

    @Test
    @DisplayName("runs are listed newest first, page by page, and by their state")
    void runsAreListed() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stack.now = stack.now.plusSeconds(1);
            String claim =
                    CLAIM.replace(MemoryStack.OLD, "old-" + i).replace(MemoryStack.NEW, "new-" + i);
            ids.addFirst(started(claim, null).path("runId").asText());
        }
        assertEquals(
                "queued",
                console.ask(200, "GET /operator/runs?state=queued&limit=1", null)
                        .at("/runs/0/state")
                        .asText());
        stack.work();
        List<String> listed = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = console.ask(200, "GET /operator/runs?limit=2" + next, null);
            page.path("runs").forEach(run -> listed.add(run.path("runId").asText()));
            next = page.has("next") ? "&next=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
        assertEquals(ids, listed);
        assertEquals(
                5, console.ask(200, "GET /operator/runs?state=complete", null).path("runs").size());
        assertEquals(
                0, console.ask(200, "GET /operator/runs?state=failed", null).path("runs").size());
        console.refuses(400, "bad-field", "GET /operator/runs?state=happy", null);
        console.refuses(400, "bad-field", "GET /operator/runs?next=happy", null);
    }

    @Test
    @DisplayName("a sealed run says so instead of its leftovers, and keeps its receipt")
    void aSealedRun() {
        stack.startClaim();
        stack.work();
        stack.now = stack.now.plus(stack.engine.settings().undo()).plus(Duration.ofMinutes(1));
        new Sweeper(stack.engine).sweep(Deadline.NONE);
        assertEquals(Run.State.COMPLETE, stack.run(MemoryStack.RUN).state());
        assertTrue(console.file(200, "show-run").has("sealedAt"));
        assertEquals(0, console.file(200, "show-plan").path("examples").size());
        console.file(200, "show-receipt");
        assertEquals("complete", console.file(409, "show-leftovers").path("state").asText());
    }

    @Test
    @DisplayName("who was let past the authorizer without a name is nobody")
    void nobodyWithoutAName() {
        APIGatewayV2HTTPResponse response =
                console.answer(Events.http("POST /operator/runs", Map.of(), CLAIM, null));
        assertEquals(401, response.getStatusCode());
    }
}
