package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;

import dev.handover.document.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import redis.clients.jedis.Jedis;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An erasure as a system and its operators ask for it: by messages and over HTTP, through the
/// template's functions, queues and schedules, on whatever answers as DynamoDB, SQS and S3 do; with
/// all that it tells others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EraseEndToEnd {
    private static final String MAP =
            Path.of("src", "test", "resources", "erase-end-to-end.yaml")
                    .toAbsolutePath()
                    .toString();

    private final List<String> notified = new CopyOnWriteArrayList<>();
    private HttpServer userorg;
    private DemonstrationRun handover;
    private Jedis redis;
    private Calls operator;

    /// @param environment names the data map, and whom to notify
    abstract DemonstrationRun launch(Map<String, String> environment) throws Exception;

    @BeforeAll
    void start() throws Exception {
        userorg = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        userorg.createContext(
                "/v2/notification",
                call -> {
                    notified.add(
                            new String(
                                    call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                    call.sendResponseHeaders(200, -1);
                    call.close();
                });
        userorg.start();
        String host = "127.0.0.1:" + userorg.getAddress().getPort();
        handover =
                launch(
                        Map.of(
                                "DATA_MAP", MAP,
                                "NOTIFICATION_URL", "http://" + host + "/v2/notification",
                                "ALLOWED_HOSTS", host));
        redis = new Jedis(URI.create(handover.redisUrl()));
        operator = new Calls(handover.url(), handover.operatorToken());
    }

    @AfterAll
    void stop() {
        redis.close();
        handover.close();
        userorg.stop(0);
    }

    /// A published question, a retired one, another's question set that has the first in it, and
    /// what is cached of the first.
    ///
    /// @param user whose: a word, of which the name is made
    private void fill(String user) {
        String name = name(user);
        String by =
                "\"createdBy\":\"%s\",\"creator\":\"%s\",\"author\":\"%s\""
                        .formatted(user, name, name);
        question(user + "-1", "Question", "Live", by);
        question(user + "-2", "Question", "Retired", by);
        question(
                user + "-set",
                "QuestionSet",
                "Draft",
                "\"createdBy\":\"somebody\",\"creator\":\"Some Body\",\"childNodes\":[\"%s-1\"]"
                        .formatted(user));
        String tree =
                "{\"identifier\":\"%s-set\",\"children\":[{\"identifier\":\"%s-1\",%s}]}"
                        .formatted(user, user, by);
        redis.hset("hierarchies", user + "-set", Json.object().put("hierarchy", tree).toString());
        redis.set("cached_" + user + "-1", "{" + by + "}");
    }

    private void question(String id, String type, String status, String more) {
        redis.hset(
                "questions",
                id,
                "{\"identifier\":\"%s\",\"objectType\":\"%s\",\"status\":\"%s\",\"pkgVersion\":1,%s}"
                        .formatted(id, type, status, more));
    }

    private static String name(String user) {
        return user.substring(0, 1).toUpperCase(Locale.ROOT) + user.substring(1) + " Who-Goes";
    }

    /// All that stands in the system about that user's records.
    private Map<String, String> contents(String user) {
        Map<String, String> all = new TreeMap<>();
        for (String collection : List.of("questions", "hierarchies")) {
            redis.hgetAll(collection)
                    .forEach((id, text) -> {
                        if (id.startsWith(user)) {
                            all.put(collection + "/" + id, text);
                        }
                    });
        }
        return all;
    }

    private String erase(String user, boolean dryRun) {
        ObjectNode request =
                Json.object().put("operation", "erase").put("subject", user).put("dryRun", dryRun);
        return "/operator/runs/" + operator.post("/operator/runs", request).get("runId").asText();
    }

    private static ObjectNode deletion(String user) {
        ObjectNode deletion =
                Json.object()
                        .put("eid", "BE_JOB_REQUEST")
                        .put("ets", 1_767_607_200_000L)
                        .put("mid", "LP.1767607200000." + user);
        deletion.putObject("object").put("id", user).put("type", "user");
        ObjectNode edata = deletion.putObject("edata");
        edata.put("action", "delete-user").put("userId", user).put("userName", user + ".login");
        ObjectNode admins = edata.putArray("suggested_users").addObject().put("role", "ORG_ADMIN");
        admins.putArray("users").add("admin-of-" + user);
        return deletion;
    }

    @Test
    void aDeletedUsersNameGoesEverywhereAndAdministratorsAndPublishersAreToldOnce() {
        fill("asha");
        String question = redis.hget("questions", "asha-1");
        handover.send("RequestsQueue", deletion("asha").toString());
        handover.send("RequestsQueue", deletion("asha").toString());
        Calls.await("the notification", () -> told("admin-of-asha") > 0);
        assertEquals(1, told("admin-of-asha"));
        assertTrue(notified.toString().contains("asha-1"), "which records, and how they stand");

        assertEquals(
                question.replace(name("asha"), "Deleted User"), redis.hget("questions", "asha-1"));
        assertTrue(redis.hget("questions", "asha-2").contains(name("asha")), "it is retired");
        assertFalse(redis.hget("hierarchies", "asha-set").contains(name("asha")));
        assertFalse(redis.exists("cached_asha-1"));
        String republish = handover.receive("RepublishesQueue");
        assertTrue(republish.contains("\"identifier\":\"asha-1\""), republish);

        String run = asked();
        JsonNode done = operator.awaitState(run, "complete");
        assertEquals(
                "{\"found\":6,\"changed\":3,\"unchanged\":2,\"skipped\":1,\"held\":0,\"unsupported\":0,"
                    + "\"failed\":0,\"pending\":0}",
                done.get("counts").toString());
        ObjectNode signed = (ObjectNode) operator.get(run + "/receipt");
        assertFalse(signed.toString().contains("Who-Goes"));
        String receipt = signed.retain("receipt", "signature").toPrettyString();
        assertTrue(handover.checksReceipt(receipt).contains("counts add up"));
    }

    private long told(String whom) {
        return notified.stream().filter(one -> one.contains(whom)).count();
    }

    /// The one that came by a message.
    private String asked() {
        for (JsonNode run : operator.get("/operator/runs").get("runs")) {
            if (run.get("requestedBy").asText().equals("queue:requests")) {
                return "/operator/runs/" + run.get("runId").asText();
            }
        }
        throw new AssertionError("no run came by a message");
    }

    @Test
    void aDryRunShowsItsPlanAndAnUndoBringsAllBackToTheByteButNotToTheCache() {
        fill("bela");
        Map<String, String> before = contents("bela");
        String dry = erase("bela", true);
        operator.awaitState(dry, "planned");
        JsonNode plan = operator.get(dry + "/plan");
        assertFalse(plan.get("examples").isEmpty());
        assertFalse(plan.toString().contains("Who-Goes"));
        assertEquals(before, contents("bela"));

        String run = erase("bela", false);
        operator.awaitState(run, "complete");
        redis.set("cached_bela-1", "as it is now");
        operator.post(run + "/undo", Json.object());
        operator.awaitState(run, "undone");
        assertEquals(before, contents("bela"));
        Calls.await("the eviction", () -> !redis.exists("cached_bela-1"));
    }

    @Test
    void aSurveyOfEverybodySaysWhichFieldsWouldChangeAndChangesNothing() {
        fill("dora");
        Map<String, String> before = contents("dora");
        assertEquals(
                "[\"claim\",\"erase\"]", operator.get("/operator/index").get("surveys").toString());
        JsonNode survey = operator.get("/operator/survey?operation=erase&limit=500");
        assertTrue(survey.at("/byKind/redis~1Question/changed").asLong() > 0, survey.toString());
        assertTrue(survey.at("/fields/creator").asLong() > 0, survey.toString());
        assertTrue(survey.at("/reasons/retired").asLong() > 0, survey.toString());
        assertFalse(survey.toString().contains("Who-Goes"));
        assertEquals(before, contents("dora"));
    }

    @Test
    void whatIsHeldStaysUntilItIsReleasedAndARedriveThatCanNotBePlannedMayBeAskedForAgain() {
        fill("chen");
        operator.post("/operator/holds", Json.object().put("what", "chen-1").put("why", "a court"));
        String run = erase("chen", false);
        assertEquals(
                2,
                operator.awaitState(run, "incomplete").at("/counts/held").asInt(),
                "the question, and what is cached of it");
        assertTrue(redis.hget("questions", "chen-1").contains(name("chen")));

        operator.post("/operator/stop", Json.object().put("why", "a test"));
        operator.post(run + "/redrive", Json.object());
        Calls.await("the message to be put off", () -> handover.isEmpty("PlansQueue"));
        handover.send(
                "DeadWorkQueue",
                Json.object()
                        .put("work", "plan")
                        .put("run", run.substring(run.lastIndexOf('/') + 1))
                        .put("epoch", 2)
                        .toString());
        operator.awaitState(run, "incomplete");
        operator.post("/operator/start", Json.object());

        assertEquals(204, operator.status("DELETE", "/operator/holds?what=chen-1", null));
        operator.awaitState(run, "complete");
        assertFalse(redis.hget("questions", "chen-1").contains(name("chen")));
        assertFalse(redis.hget("hierarchies", "chen-set").contains(name("chen")));
    }

    @Test
    void anEffectThatNobodyKnowsWaitsForAPerson() {
        handover.send(
                "EffectsQueue",
                Json.object()
                        .put("effectId", "0a1d6c3e-0000-5000-8000-000000000004")
                        .put("kind", "shout")
                        .put("runId", "no-run")
                        .put("epoch", 1)
                        .put("record", "do_1")
                        .set("payload", Json.object())
                        .toString());
        Calls.await("a dead effect", () -> handover.receive("DeadEffectsQueue").contains("shout"));
    }
}
