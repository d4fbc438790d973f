package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.local.demonstration.Person;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import redis.clients.jedis.Jedis;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A transfer as a system, its operators and the new owner ask for it: by messages and over HTTP,
/// through the template's functions, queues and schedules, on whatever answers as DynamoDB, SQS and
/// S3 do. Each test gives to somebody else, so that each has offers of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransferEndToEnd {
    private static final String MAP =
            Path.of("src", "test", "resources", "transfer-end-to-end.yaml")
                    .toAbsolutePath()
                    .toString();

    private DemonstrationRun handover;
    private Jedis redis;
    private Calls operator;

    /// @param environment names the data map
    abstract DemonstrationRun launch(Map<String, String> environment) throws Exception;

    @BeforeAll
    void start() throws Exception {
        handover = launch(Map.of("DATA_MAP", MAP));
        redis = new Jedis(URI.create(handover.redisUrl()));
        operator = new Calls(handover.url(), handover.operatorToken());
        for (Person person : Person.ALL) {
            member(person.userId(), person.name().equals("lou") ? "2" : "1");
        }
    }

    @AfterAll
    void stop() {
        redis.close();
        handover.close();
    }

    private void member(String id, String status) {
        ObjectNode member = Json.object().put("id", id).put("status", status);
        redis.hset("members", id, member.put("rootorgid", "school").toString());
    }

    private Calls as(Person person) {
        return new Calls(handover.url(), person.token());
    }

    /// A published question, a retired one, another's question set that has the first in it, and
    /// what is cached of the first.
    ///
    /// @param user whose: a word, of which the name is made
    private void fill(String user) {
        member(user, "1");
        ObjectNode by = Json.object().put("createdBy", user);
        by.put("creator", name(user)).put("author", name(user));
        question(user + "-1", "Question", "Live", by);
        question(user + "-2", "Question", "Retired", by);
        ObjectNode other = Json.object().put("createdBy", "somebody").put("creator", "Some Body");
        other.putArray("childNodes").add(user + "-1");
        question(user + "-set", "QuestionSet", "Draft", other);
        ObjectNode tree = Json.object().put("identifier", user + "-set");
        tree.putArray("children").add(by.deepCopy().put("identifier", user + "-1"));
        redis.hset(
                "hierarchies",
                user + "-set",
                Json.object().put("hierarchy", tree.toString()).toString());
        redis.set("cached_" + user + "-1", by.toString());
    }

    private void question(String id, String type, String status, ObjectNode more) {
        ObjectNode question = more.deepCopy().put("identifier", id).put("objectType", type);
        redis.hset("questions", id, question.put("status", status).put("pkgVersion", 1).toString());
    }

    private static String name(String user) {
        return user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1) + " Who-Goes";
    }

    /// All that stands in the system about that user's records, but for what is cached.
    private Map<String, String> contents(String user) {
        Map<String, String> all = new TreeMap<>();
        for (String collection : new String[] {"questions", "hierarchies"}) {
            redis.hgetAll(collection)
                    .forEach((id, text) -> {
                        if (id.startsWith(user)) {
                            all.put(collection + "/" + id, text);
                        }
                    });
        }
        return all;
    }

    /// Sunbird's, for all that the user has.
    private static String transfer(String user, Person to) {
        ObjectNode message =
                Json.object()
                        .put("eid", "BE_JOB_REQUEST")
                        .put("ets", 1_767_607_200_000L)
                        .put("mid", "LP.1767607200000." + user);
        message.putObject("object").put("id", user).put("type", "user");
        ObjectNode edata = message.putObject("edata").put("action", "ownership-transfer");
        edata.put("organisationId", "school").put("context", "User Deletion").put("iteration", 1);
        edata.putObject("actionBy").put("userId", "admin-1").put("userName", "meera.admin");
        ObjectNode from = edata.putObject("fromUserProfile").put("userId", user);
        from.put("userName", user + ".login").putArray("roles").add("CONTENT_CREATOR");
        ObjectNode receives = edata.putObject("toUserProfile").put("userId", to.userId());
        receives.put("userName", to.name() + ".login");
        receives.put("firstName", "Who").put("lastName", "Comes");
        receives.putArray("roles").add("CONTENT_CREATOR");
        edata.putObject("assetInformation");
        return message.toString();
    }

    /// Of the oldest that waits for that person, once there is one.
    private String offer(Person person) {
        Calls.await("the offer", () -> as(person).status("POST", "/login", Json.object()) == 200);
        JsonNode offer = as(person).post("/login", Json.object()).get("offer");
        assertFalse(offer.toString().contains("Who-"), "numbers, and no names");
        return offer.get("offerId").asText();
    }

    @Test
    void whatSunbirdsMessageGivesMovesOnceItIsAcceptedAndAnUndoBringsItBackToTheByte() {
        fill("asha");
        Map<String, String> before = contents("asha");
        Person kim = Person.named("kim");
        handover.send("RequestsQueue", transfer("asha", kim));
        handover.send("RequestsQueue", transfer("asha", kim));
        String id = offer(kim);
        String offer = "/offers/" + id;
        String run = "/operator/runs/" + id;
        assertEquals(before, contents("asha"), "nothing moves until then");
        JsonNode plan = operator.get(run + "/plan");
        assertFalse(plan.get("examples").isEmpty());
        assertFalse(plan.toString().contains("Who-"));
        assertEquals(404, as(Person.named("nobody")).status("POST", offer + "/accept", null));

        as(kim).post(offer + "/accept", Json.object());
        JsonNode done = operator.awaitState(run, "complete");
        assertEquals(
                "{\"found\":6,\"changed\":3,\"unchanged\":2,\"skipped\":1,\"held\":0,\"unsupported\":0,"
                    + "\"failed\":0,\"pending\":0}",
                done.get("counts").toString());
        assertEquals("accepted", as(kim).get(offer).at("/offer/state").asText());
        assertEquals(204, as(kim).status("POST", "/login", Json.object()), "and offered once");
        String given = before.get("questions/asha-1").replace(name("asha"), "Who Comes");
        assertEquals(
                given.replace("\"createdBy\":\"asha\"", "\"createdBy\":\"" + kim.userId() + "\""),
                redis.hget("questions", "asha-1"));
        assertEquals(
                before.get("questions/asha-2"), redis.hget("questions", "asha-2"), "it is retired");
        assertFalse(redis.hget("hierarchies", "asha-set").contains("Who-Goes"));
        Calls.await("the eviction", () -> !redis.exists("cached_asha-1"));
        String republish = handover.receive("RepublishesQueue");
        assertTrue(republish.contains("\"identifier\":\"asha-1\""), republish);

        ObjectNode signed = (ObjectNode) operator.get(run + "/receipt");
        assertFalse(signed.toString().contains("Who"));
        String receipt = signed.retain("receipt", "signature").toPrettyString();
        assertTrue(handover.checksReceipt(receipt).contains("counts add up"));

        redis.set("cached_asha-1", "as it is now");
        operator.post(run + "/undo", Json.object());
        operator.awaitState(run, "undone");
        assertEquals(before, contents("asha"));
        Calls.await("the second eviction", () -> !redis.exists("cached_asha-1"));
    }

    @Test
    void whatTheNewOwnerDeclinesStays() {
        fill("bela");
        Map<String, String> before = contents("bela");
        Person pat = Person.named("pat");
        handover.send("RequestsQueue", transfer("bela", pat));
        String offer = offer(pat);
        as(pat).post("/offers/" + offer + "/decline", Json.object());
        operator.awaitState("/operator/runs/" + offer, "cancelled");
        assertEquals(204, as(pat).status("POST", "/login", Json.object()));
        assertEquals(before, contents("bela"));
    }

    @Test
    void whoIsDeletedIsGivenNothingAndTheRunIsRefused() {
        fill("chen");
        Map<String, String> before = contents("chen");
        ObjectNode request =
                Json.object()
                        .put("operation", "transfer")
                        .put("from", "chen")
                        .put("to", Person.named("lou").userId())
                        .put("name", "Who Comes")
                        .put("dryRun", false);
        String runId = operator.post("/operator/runs", request).get("runId").asText();
        String run = "/operator/runs/" + runId;
        JsonNode ended = operator.awaitState(run, "refused");
        assertEquals("deleted-new-owner", ended.path("why").asText());
        assertEquals(0, ended.path("progress").asInt());
        Calls.await("the receipt", () -> operator.status("GET", run + "/receipt", null) == 200);
        JsonNode receipt = operator.get(run + "/receipt").path("receipt");
        assertEquals("deleted-new-owner", receipt.path("why").asText());
        assertEquals(
                "The transfer was refused; nothing was changed.", receipt.at("/words/0").asText());
        assertEquals(409, operator.status("POST", run + "/undo", Json.object()));
        assertEquals(
                runId, operator.get("/operator/runs?state=refused").at("/runs/0/runId").asText());
        assertEquals(before, contents("chen"));
    }
}
