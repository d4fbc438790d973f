package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// The claim as people and operators make it: over HTTP, through the template's functions, queues
/// and schedules, on whatever answers as DynamoDB, SQS and S3 do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClaimEndToEnd {
    private DemonstrationRun handover;
    private Jedis redis;

    /// With the demonstration's data, and nothing done yet.
    abstract DemonstrationRun launch() throws Exception;

    @BeforeAll
    void start() throws Exception {
        handover = launch();
        redis = new Jedis(URI.create(handover.redisUrl()));
        redis.aclSetUser("watcher", "on", "nopass", "~*", "+@all");
        redis.auth("watcher", "");
        redis.aclSetUser("default", granted());
    }

    /// What `handover needs` says that Redis has to allow.
    private static String[] granted() throws IOException {
        String needs = Needs.of("genenetwork", DemonstrationRun.template());
        return needs.lines()
                .filter(line -> line.strip().startsWith("to move:"))
                .map(line -> line.substring(line.indexOf("resetkeys")).split(" "))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    void stop() {
        redis.close();
        handover.close();
    }

    private Calls as(String token) {
        return new Calls(handover.url(), token);
    }

    private Map<String, String> collections() {
        Map<String, String> all = new TreeMap<>();
        redis.hgetAll("collections")
                .forEach((owner, text) -> all.put("collections/" + owner, text));
        redis.hgetAll("collections2")
                .forEach((owner, text) -> all.put("collections2/" + owner, text));
        return all;
    }

    private static ObjectNode claim(int to, int... from) {
        ObjectNode request =
                Json.object()
                        .put("operation", "claim")
                        .put("to", "a1c0ffee-0000-4000-8000-%012d".formatted(to))
                        .put("dryRun", false);
        for (int account : from) {
            request.withArray("from").add("01d0ffee-0000-4000-8000-%012d".formatted(account));
        }
        return request;
    }

    @Test
    void janeProvesHerselfMovesHerCollectionsAndTakesItBackToTheByte() {
        Calls jane = as("demo-jane");
        Map<String, String> before = collections();
        JsonNode found = jane.post("/login", Json.object()).at("/offer");
        assertTrue(found.get("needsProof").asBoolean());
        assertEquals(0, found.get("records").size(), "nothing is shown before the proof");
        String offer = "/offers/" + found.get("offerId").asText();

        jane.post(offer + "/proof", Json.object().put("method", "mailed-code"));
        JsonNode shown =
                jane.post(
                        offer + "/proof",
                        Json.object()
                                .put("method", "mailed-code")
                                .put("code", handover.mailedCode()));
        assertEquals(5, shown.at("/offer/records").size());

        Calls operator = as(handover.operatorToken());
        operator.post("/operator/stop", Json.object());
        String run = jane.post(offer + "/accept", Json.object()).get("runId").asText();
        assertEquals(409, jane.status("GET", "/runs/" + run + "/receipt", null), "not yet");
        operator.post("/operator/start", Json.object());
        assertEquals(
                run,
                jane.post(offer + "/accept", Json.object()).get("runId").asText(),
                "twice is once");
        JsonNode done = jane.awaitState("/runs/" + run, "complete");
        assertEquals(
                "{\"found\":5,\"changed\":4,\"unchanged\":1,\"skipped\":0,\"held\":0,\"unsupported\":0,"
                    + "\"failed\":0,\"pending\":0}",
                done.get("counts").toString());
        assertFalse(jane.get("/runs/" + run + "/receipt").get("receipt").isEmpty());
        assertNull(redis.hget("collections", "01d0ffee-0000-4000-8000-000000000001"));
        assertEquals(
                204, jane.status("POST", "/login", Json.object()), "the offer does not come back");
        assertEquals(
                404, as("demo-max").status("GET", "/runs/" + run, null), "and is nobody else's");

        jane.post("/runs/" + run + "/undo", Json.object());
        jane.awaitState("/runs/" + run, "undone");
        assertEquals(before, collections());
    }

    @Test
    void malformedCollectionsStayWhereTheyAreAndAreListedWhileTheOthersMove() {
        Calls operator = as(handover.operatorToken());
        String run = operator.post("/operator/runs", claim(2, 2, 3)).get("runId").asText();
        JsonNode done = operator.awaitState("/operator/runs/" + run, "complete");
        assertEquals(4, done.at("/counts/unsupported").asInt());
        JsonNode signed = operator.get("/operator/runs/" + run + "/receipt");
        assertTrue(handover.checksReceipt(signed.toPrettyString()).contains("counts add up"));
        JsonNode receipt = signed.get("receipt");
        assertEquals(4, receipt.get("records").size());
        receipt.get("records")
                .forEach(record -> assertEquals("UNSUPPORTED", record.get("verdict").asText()));
        JsonNode stayed =
                Json.parse(redis.hget("collections", "01d0ffee-0000-4000-8000-000000000002"));
        assertEquals(4, stayed.size());
    }

    @Test
    void aDryRunShowsItsPlanAndChangesNothing() {
        Calls operator = as(handover.operatorToken());
        Map<String, String> before = collections();
        String run =
                operator.post("/operator/runs", claim(6, 6).put("dryRun", true))
                        .get("runId")
                        .asText();
        operator.awaitState("/operator/runs/" + run, "planned");
        JsonNode plan = operator.get("/operator/runs/" + run + "/plan");
        assertEquals(1, plan.at("/stages/0/documents").asInt());
        assertTrue(
                plan.at("/examples/0/after").asText().contains("\"name\":\"xxxxxxx xxxxxxx\""),
                plan.toString());
        assertEquals(
                before.get("collections/01d0ffee-0000-4000-8000-000000000006"),
                collections().get("collections/01d0ffee-0000-4000-8000-000000000006"));
    }

    @Test
    void whoHasNothingToBringOverIsToldSoAndABadTokenIsNot() {
        assertEquals(204, as("demo-nobody").status("POST", "/login", Json.object()));
        assertEquals(204, as("demo-sam").status("POST", "/login", Json.object()));
        assertEquals(401, as("demo-forged").status("POST", "/login", Json.object()));
        assertEquals(403, as("demo-jane").status("GET", "/operator/runs", null));
    }
}
