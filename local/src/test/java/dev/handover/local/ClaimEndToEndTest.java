package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// The claim as people and operators make it: over HTTP, through the template's functions, queues
/// and schedules, on DynamoDB, SQS, S3 and Redis as they really answer.
class ClaimEndToEndTest {
    private static DemonstrationRun handover;
    private static Jedis redis;

    @BeforeAll
    static void start() throws IOException {
        handover = DemonstrationRun.start();
        redis = new Jedis(URI.create(handover.redisUrl()));
    }

    @AfterAll
    static void stop() {
        redis.close();
        handover.close();
    }

    private static Calls as(String token) {
        return new Calls(handover.url(), token);
    }

    private static Map<String, String> collections() {
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

        String run = jane.post(offer + "/accept", Json.object()).get("runId").asText();
        assertEquals(
                run,
                jane.post(offer + "/accept", Json.object()).get("runId").asText(),
                "twice is once");
        JsonNode done = jane.awaitState("/runs/" + run, "complete");
        assertEquals(
                "{\"found\":5,\"changed\":4,\"unchanged\":1,\"skipped\":0,\"held\":0,\"unsupported\":0,"
                    + "\"failed\":0,\"pending\":0}",
                done.get("counts").toString());
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
