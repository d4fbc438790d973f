package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.local.canary.Canaries;
import dev.handover.local.canary.Overheard;
import dev.handover.local.demonstration.Person;
import dev.handover.local.standin.AuthStandIn;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import redis.clients.jedis.Jedis;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A claim, an erasure and a transfer whose people, records, tokens and proofs are all canaries,
/// through the real handlers on the embedded parts, also where it goes wrong; then everything that
/// left a function is looked through: the log, every request to the tables, queues and buckets, and
/// all that lies in the state folder. What later operations do joins by planting its own canaries.
class CanaryTest {
    private static final String OLD = "01d0ffee-0000-4000-8000-00000000ca01";
    private static final String BROKEN = "01d0ffee-0000-4000-8000-00000000ca02";
    private static final String ERASED = "e2a5c0de-0000-4000-8000-00000000ca01";
    private static final String GIVER = "e2a5c0de-0000-4000-8000-00000000ca02";
    private static final String TAKER = "e2a5c0de-0000-4000-8000-00000000ca03";
    private static final String DAMAGED = "e2a5c0de-0000-4000-8000-00000000ca04";
    private static final String NEW = "a1c0ffee-0000-4000-8000-00000000ca01";
    private static final String TRACE = "1-67891233-abcdef012345678912345678";

    private final Canaries canaries = new Canaries();
    private final Person person = new Person(canaries.of("user"), NEW, canaries.email("mail"), "");
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private Path folder = Path.of("");
    private AuthStandIn auth;
    private LocalRun run;
    private Jedis redis;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory("handover-canaries");
        auth = AuthStandIn.start(List.of(person));
        PrintStream said = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        Map<String, String> environment =
                Map.of(
                        "HANDOVER_PORT", "0",
                        "HANDOVER_DATA", folder.toString(),
                        "HANDOVER_TEMPLATE",
                                Path.of("..", "template.yaml").toAbsolutePath().toString(),
                        "AUTH_USERINFO_URL", auth.userInfoUrl(),
                        "DATA_MAP",
                                Path.of("src", "test", "resources", "erase-end-to-end.yaml")
                                        .toAbsolutePath()
                                        .toString());
        Overheard.listen();
        run = LocalRun.start(environment, new Terminal(said, said, false));
        redis = new Jedis(URI.create(run.stack().redisUrl()));
    }

    @AfterEach
    void stop() {
        redis.close();
        run.close();
        auth.close();
    }

    private Calls as(String token) {
        return new Calls(run.url(), token);
    }

    /// Every field of an old account and of its collections; in the second account so that it can't
    /// be read.
    private void plant() {
        ObjectNode account = Json.object();
        account.put("user_id", OLD).put("email_address", person.email());
        for (String field : List.of("full_name", "organization", "confirmed", "user_agent")) {
            account.put(field, canaries.of(field.replace("_", "")));
        }
        account.putObject("password")
                .put("algorithm", canaries.of("algorithm"))
                .put("salt", canaries.of("salt"))
                .put("password", canaries.of("passwordhash"));
        redis.hset("users", OLD, account.toString());
        redis.hset("collections", OLD, "[" + collection(1) + "," + collection(2) + "]");

        ObjectNode noDate = collection(3);
        noDate.put("changed_timestamp", canaries.of("date"));
        ObjectNode noList = collection(4);
        noList.put("members", canaries.of("members"));
        ObjectNode noId = collection(5);
        noId.put("id", canaries.of("id"));
        redis.hset("users", BROKEN, account.put("user_id", BROKEN).toString());
        redis.hset("collections", BROKEN, List.of(noDate, noList, noId, collection(6)).toString());
        redis.hset("users", OLD.replace("ca01", "ca03"), "{\"" + canaries.of("brokenaccount"));
        redis.hset("collections", OLD.replace("ca01", "ca03"), "[" + canaries.of("brokenlist"));
    }

    private ObjectNode collection(int number) {
        ObjectNode collection = Json.object();
        collection
                .put("id", "c0110000-0000-4000-8000-00000000ca%02d".formatted(number))
                .put("name", canaries.of("collection"))
                .put("created_timestamp", "Mar 05 2021 09:07AM")
                .put("changed_timestamp", "Mar 06 2021 09:07AM")
                .put("num_members", 1)
                .put("unknown", canaries.of("unknownvalue"));
        collection.putArray("members").add(canaries.of("member"));
        return collection;
    }

    private String claim() {
        Calls user = as(person.token());
        JsonNode offer = user.post("/login", Json.object()).at("/offer");
        String path = "/offers/" + offer.path("offerId").asText();
        proof(user, path, "old-password", "password", canaries.of("wrongpassword"));
        user.post(path + "/proof", Json.object().put("method", "mailed-code"));
        proof(user, path, "mailed-code", "code", canaries.of("wrongcode"));
        canaries.secret(mailedCode());
        user.post(
                path + "/proof",
                Json.object().put("method", "mailed-code").put("code", mailedCode()));
        String runId = user.post(path + "/accept", Json.object()).path("runId").asText();
        user.awaitState("/runs/" + runId, "complete");
        return runId;
    }

    private void proof(Calls user, String offer, String method, String field, String value) {
        ObjectNode proof = Json.object().put("method", method).put(field, value);
        assertTrue(user.status("POST", offer + "/proof", proof) >= 400);
    }

    private String mailedCode() {
        Matcher code =
                Pattern.compile("Your code: (\\d+)")
                        .matcher(terminal.toString(StandardCharsets.UTF_8));
        assertTrue(code.find(), "a code was mailed");
        return code.group(1);
    }

    /// Requests that can't be met, each with a canary where it is wrong.
    private void wrongRequests() {
        Calls user = as(person.token());
        Calls operator = as(run.operator().token());
        String cookie = "a0000000-0000-4000-8000-00000000000a:" + canaries.of("cookie");
        ObjectNode anonymous = Json.object();
        anonymous.putObject("anonymous").put("cookie", cookie);
        user.status("POST", "/login", anonymous);
        as(canaries.of("forgedtoken")).status("POST", "/login", Json.object());
        as(canaries.of("forgedtoken")).status("GET", "/operator/runs", null);
        user.status("GET", "/runs/x/" + canaries.of("path"), null);
        user.status("POST", "/login", Json.object().put("anonymous", canaries.of("notanobject")));
        for (String field : List.of("operation", "to", "from", "mode", "kind")) {
            ObjectNode request = Json.object().put("operation", "claim").put("to", NEW);
            request.withArray("from").add(OLD);
            request.put("dryRun", false).put(field, canaries.of("operator" + field) + "\n");
            operator.status("POST", "/operator/runs", request);
        }
        for (String body :
                List.of(
                        canaries.of("nojson"),
                        "{\"operation\":\"" + canaries.of("operation") + "\"}",
                        "{\"operation\":\"claim\",\"" + canaries.of("field") + "\":1}",
                        "{\"eid\":\"BE_JOB_REQUEST\",\"edata\":{\"userName\":\""
                                + canaries.of("username")
                                + "\"}}")) {
            Overheard.unheard(() -> send("Requests", body));
        }
    }

    private void send(String queue, String body) {
        String url =
                run.stack()
                        .clients()
                        .sqs()
                        .getQueueUrl(get -> get.queueName(queue + "Queue"))
                        .queueUrl();
        run.stack().clients().sqs().sendMessage(send -> send.queueUrl(url).messageBody(body));
    }

    private void notedLogin() throws InterruptedException {
        ObjectNode event = Json.object();
        event.put("triggerSource", "PostAuthentication_Authentication");
        event.put("userName", canaries.of("username"));
        event.putObject("request")
                .putObject("userAttributes")
                .put("sub", NEW)
                .put("name", canaries.of("name"))
                .put("email", person.email());
        run.invoke("NoteLoginFunction", Json.bytes(event));
    }

    /// Work on the broken account up to its end, through the redrive, the plan and the survey that
    /// an operator looks at.
    private List<JsonNode> operatorsLook() {
        Calls operator = as(run.operator().token());
        List<JsonNode> seen = new ArrayList<>();
        ObjectNode request = Json.object().put("operation", "claim").put("to", NEW);
        request.withArray("from").add(BROKEN);
        for (boolean dry : new boolean[] {true, false}) {
            String id =
                    operator.post("/operator/runs", request.put("dryRun", dry))
                            .path("runId")
                            .asText();
            seen.add(operator.awaitState("/operator/runs/" + id, dry ? "planned" : "complete"));
            seen.add(operator.get("/operator/runs/" + id + "/plan"));
            if (!dry) {
                seen.add(operator.get("/operator/runs/" + id + "/receipt"));
                seen.add(operator.get("/operator/runs/" + id + "/leftovers"));
            }
        }
        seen.add(operator.get("/operator/survey"));
        seen.add(operator.get("/operator/runs"));
        seen.add(operator.get("/operator/dead-letters"));
        return seen;
    }

    /// A user's records whose every field is a canary: one that can be changed, one of a list, one
    /// that can't be read; another's hierarchy with the name in it, a damaged one, and a cache.
    ///
    /// @param prefix of the records' ids
    private void plantRecords(String user, String prefix) {
        String first = prefix + "-1";
        for (String id : List.of(first, prefix + "-2", prefix + "-3")) {
            ObjectNode question = Json.object().put("objectType", "Question");
            question.put("status", "Live").put("pkgVersion", 1).put("createdBy", user);
            question.put("creator", canaries.of("creator")).put("author", canaries.of("creator"));
            question.put("body", canaries.of("body")).put("origin", first);
            question.put("originData", "{\"author\":\"" + canaries.of("creator") + "\"}");
            if (id.endsWith("-2")) {
                question.putArray("creator").add(canaries.of("creator")).add(canaries.of("second"));
            }
            redis.hset("questions", id, question.toString());
            redis.set("cached_" + id, question.toString());
        }
        String cut = "{\"createdBy\":\"" + user + "\",\"" + canaries.of("cut");
        redis.hset("questions", prefix + "-4", cut);
        for (String id : List.of(prefix + "-set", prefix + "-bad")) {
            ObjectNode set = Json.object().put("objectType", "QuestionSet").put("status", "Live");
            set.put("createdBy", "another").put("creator", canaries.of("another"));
            set.putArray("childNodes").add(first);
            redis.hset("questions", id, set.toString());
        }
        ObjectNode leaf = Json.object().put("identifier", first).put("createdBy", user);
        leaf.put("creator", canaries.of("creator")).put("title", canaries.of("title"));
        ObjectNode tree = Json.object().put("name", canaries.of("tree"));
        tree.putArray("children").add(leaf);
        redis.hset(
                "hierarchies",
                prefix + "-set",
                Json.object().put("hierarchy", tree.toString()).toString());
        String damaged = "{\"children\":[" + canaries.of("damaged") + " " + canaries.of("creator");
        redis.hset(
                "hierarchies", prefix + "-bad", Json.object().put("hierarchy", damaged).toString());
    }

    /// By Sunbird's message, which names the user; looked at, done, held up, and taken back.
    private List<JsonNode> erasures() {
        Calls operator = as(run.operator().token());
        List<JsonNode> seen = new ArrayList<>();
        ObjectNode deletion = Json.object().put("eid", "BE_JOB_REQUEST").put("mid", "LP.1.canary");
        deletion.putObject("object").put("id", ERASED).put("type", "user");
        deletion.putObject("edata")
                .put("action", "delete-user")
                .put("userId", ERASED)
                .put("userName", canaries.of("login"))
                .putArray("suggested_users")
                .addObject()
                .put("role", "ORG_ADMIN")
                .putArray("users")
                .add("admin-1");
        ObjectNode request = Json.object().put("operation", "erase").put("subject", ERASED);
        seen.addAll(ran(operator, request.put("dryRun", true), "planned"));
        // a message in the system's own words is heard on its way in, and never again
        Overheard.unheard(() -> send("Requests", deletion.toString()));
        Calls.await(
                "the request to be taken",
                () -> redis.hget("questions", "ca-1").contains("Deleted"));
        JsonNode first = operator.get("/operator/runs").at("/runs/0");
        String run = "/operator/runs/" + first.path("runId").asText();
        seen.add(operator.awaitState(run, "complete"));
        seen.add(operator.get(run + "/receipt"));
        seen.add(operator.get(run + "/leftovers"));
        plantRecords(ERASED, "ca");
        operator.post("/operator/holds", Json.object().put("what", "ca-1").put("why", "a test"));
        seen.addAll(ran(operator, request.put("dryRun", false), "incomplete"));
        String held = "/operator/runs/" + seen.getLast().path("runId").asText();
        operator.post(held + "/undo", Json.object());
        seen.add(operator.awaitState(held, "undone"));
        return seen;
    }

    /// Both users as the system knows them, and one of whom that can't be read.
    private void plantMembers() {
        for (String id : List.of(GIVER, TAKER)) {
            ObjectNode member = Json.object().put("id", id).put("rootorgid", "school");
            member.put("firstName", canaries.of("first")).put("lastName", canaries.of("last"));
            redis.hset("members", id, member.put("email", canaries.email("member")).toString());
        }
        redis.hset("members", DAMAGED, "{\"" + canaries.of("damagedmember"));
    }

    /// Sunbird's message: every person in it has names.
    private ObjectNode ownershipTransfer() {
        ObjectNode message = Json.object().put("eid", "BE_JOB_REQUEST").put("mid", "LP.2.canary");
        message.putObject("object").put("id", GIVER).put("type", "user");
        ObjectNode data = message.putObject("edata").put("action", "ownership-transfer");
        data.put("organisationId", "school").put("context", canaries.of("context"));
        ObjectNode by = data.putObject("actionBy").put("userId", "admin-1");
        by.put("userName", canaries.of("admin"));
        ObjectNode from = data.putObject("fromUserProfile").put("userId", GIVER);
        ObjectNode to = data.putObject("toUserProfile").put("userId", TAKER);
        for (ObjectNode profile : List.of(from, to)) {
            profile.put("userName", canaries.of("login")).put("email", canaries.email("profile"));
            profile.put("firstName", canaries.of("first")).put("lastName", canaries.of("last"));
            profile.putArray("roles").add("CONTENT_CREATOR");
        }
        data.putObject("assetInformation");
        return message;
    }

    /// By Sunbird's message and an operator's word, both with names; looked at, done, taken back,
    /// held up, and refused wherever that can be.
    private List<JsonNode> transfers() {
        Calls operator = as(run.operator().token());
        List<JsonNode> seen = new ArrayList<>();
        ObjectNode request = Json.object().put("operation", "transfer").put("from", GIVER);
        request.put("name", canaries.of("newname")).put("fromName", canaries.of("creator"));
        request.put("to", TAKER);
        seen.addAll(ran(operator, request.put("dryRun", true), "planned"));
        Overheard.unheard(() -> send("Requests", ownershipTransfer().toString()));
        Calls.await(
                "the request to be taken", () -> redis.hget("questions", "tr-1").contains(TAKER));
        JsonNode first = operator.get("/operator/runs").at("/runs/0");
        String run = "/operator/runs/" + first.path("runId").asText();
        seen.add(operator.awaitState(run, "complete"));
        seen.add(operator.get(run + "/receipt"));
        seen.add(operator.get(run + "/leftovers"));
        operator.post(run + "/undo", Json.object());
        seen.add(operator.awaitState(run, "undone"));
        operator.post("/operator/holds", Json.object().put("what", "tr-1").put("why", "a test"));
        seen.addAll(ran(operator, request.put("dryRun", false), "incomplete"));

        ObjectNode noRoles = ownershipTransfer().put("mid", "LP.3.canary");
        noRoles.withObject("/edata/toUserProfile").remove("roles");
        Overheard.unheard(() -> send("Requests", noRoles.toString()));
        for (String unfit : List.of("e2a5c0de-0000-4000-8000-00000000ca05", DAMAGED)) {
            String id =
                    operator.post("/operator/runs", request.put("to", unfit))
                            .path("runId")
                            .asText();
            seen.add(operator.awaitState("/operator/runs/" + id, "refused"));
        }
        for (String field : List.of("from", "name", "fromName", "records", "csv", "types")) {
            ObjectNode wrong = request.deepCopy();
            wrong.putArray(field).add(canaries.of("transfer" + field) + "\n");
            assertEquals(400, operator.status("POST", "/operator/runs", wrong), field);
        }
        request.put("csv", "identifier\n\"" + canaries.of("row"));
        assertEquals(400, operator.status("POST", "/operator/runs", request));
        return seen;
    }

    /// The run is the last of what is shown.
    private List<JsonNode> ran(Calls operator, ObjectNode request, String state) {
        String run = operator.post("/operator/runs", request).path("runId").asText();
        JsonNode done = operator.awaitState("/operator/runs/" + run, state);
        return List.of(operator.get("/operator/runs/" + run + "/plan"), done);
    }

    /// The store is gone in the middle of a run, and its work is given up.
    private void storeGone() throws InterruptedException {
        Calls operator = as(run.operator().token());
        redis.set(canaries.of("key"), canaries.of("value"));
        redis.shutdown();
        assertEquals(503, as(person.token()).status("POST", "/login", Json.object()));
        ObjectNode request = Json.object().put("operation", "claim").put("to", NEW);
        request.withArray("from").add(OLD);
        String id =
                operator.post("/operator/runs", request.put("dryRun", false))
                        .path("runId")
                        .asText();
        ObjectNode plan = Json.object().put("work", "plan").put("run", id).put("epoch", 1);
        run.invoke("PlanRunFunction", message(plan.toString()));
        run.invoke("CloseDeadBatchesFunction", message(plan.toString()));
        operator.awaitState("/operator/runs/" + id, "failed");
        run.invoke("CloseDeadBatchesFunction", message("{\"" + canaries.of("dead") + "\":1}"));
        run.invoke("ApplyBatchFunction", message(canaries.of("batch")));
    }

    private static byte[] message(String body) {
        ObjectNode event = Json.object();
        event.putArray("Records").addObject().put("messageId", "m-1").put("body", body);
        return Json.bytes(event);
    }

    private List<String> found(List<JsonNode> shown) throws IOException {
        List<String> found = new ArrayList<>();
        for (JsonNode answer : shown) {
            found.addAll(canaries.in("an operator's answer", Json.bytes(answer)));
        }
        for (Overheard.Said said : Overheard.heard()) {
            found.addAll(canaries.in(said.place(), said.content()));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String name = folder.relativize(file).toString().replaceFirst("^maps/[^/]*/", "");
                if (name.startsWith("redis") || name.startsWith("queues")) {
                    continue; // the system's own; what was sent is heard on its way there
                }
                found.addAll(canaries.in("the name of a file", name.getBytes()));
                if (Files.isRegularFile(file) && !name.equals("lock")) {
                    found.addAll(canaries.in(name, Files.readAllBytes(file)));
                }
            }
        }
        return found;
    }

    @Test
    @DisplayName(
            "what people are called, own and prove themselves with is nowhere but in the system; a"
                    + " leak would be found")
    void canariesAreNowhere() throws Exception {
        plant();
        claim();
        notedLogin();
        wrongRequests();
        List<JsonNode> shown = operatorsLook();
        plantRecords(ERASED, "ca");
        shown.addAll(erasures());
        plantMembers();
        plantRecords(GIVER, "tr");
        shown.addAll(transfers());
        storeGone();

        String log = Files.readString(folder.resolve("functions.log"));
        for (String event :
                List.of(
                        "message-failed",
                        "unreadable-message",
                        "store-unavailable",
                        "dead-letter",
                        "refused",
                        "anonymous-refused",
                        "batch-closed",
                        "swept")) {
            assertTrue(log.contains("\"event\":\"" + event + "\""), event + " was played");
        }
        assertTrue(shown.toString().contains("UNSUPPORTED"), "malformed records were played");
        assertEquals(List.of(), found(shown));

        bites();
    }

    /// Leaks through every way out, each of which must be found.
    private void bites() throws IOException {
        var clients = run.stack().clients();
        Overheard.listen();
        System.out.println("{\"event\":\"leak\",\"name\":\"" + canaries.of("log") + "\"}");
        send("Effects", "{\"name\":\"" + canaries.of("body") + "\"}");
        clients.dynamo()
                .putItem(put ->
                        put.tableName("KeysTable")
                                .item(
                                        Map.of(
                                                "pk", AttributeValue.fromS(canaries.of("pk")),
                                                "sk", AttributeValue.fromS("x"))));
        clients.s3()
                .putObject(
                        put -> put.bucket("journalbucket").key("run/x/" + canaries.of("key")),
                        RequestBody.fromString("sealed"));
        clients.s3()
                .putObject(
                        put -> put.bucket("journalbucket").key("run/x/unsealed"),
                        RequestBody.fromString(canaries.of("unsealed")));
        List<String> found = found(List.of(Json.object().put("name", canaries.of("answer"))));
        for (String way :
                List.of(
                        "functions.log: ",
                        "SendMessageRequest: ",
                        "PutItemRequest: ",
                        "PutObjectRequest: ",
                        "the name of a file: ",
                        "objects/journalbucket/run/x/unsealed: ",
                        "an operator's answer: ")) {
            assertFalse(
                    found.stream().noneMatch(line -> line.startsWith(way)),
                    way + " is not looked at: " + found);
        }
    }

    @Test
    @DisplayName(
            "the trace of a request is found again where its run is planned, applied and verified")
    void theTraceOfARequestIsFoundAgain() throws IOException {
        plant();
        ObjectNode request = Json.object().put("operation", "claim").put("to", NEW);
        request.withArray("from").add(OLD);
        Calls operator = as(run.operator().token()).tracedAs("Root=" + TRACE + ";Sampled=1");
        String id =
                operator.post("/operator/runs", request.put("dryRun", false))
                        .path("runId")
                        .asText();
        operator.awaitState("/operator/runs/" + id, "complete");
        List<JsonNode> lines =
                Files.readString(folder.resolve("functions.log"))
                        .lines()
                        .filter(line -> line.contains(TRACE))
                        .map(line -> Json.parse(line.substring(line.indexOf('{'))))
                        .toList();
        for (String step : List.of("plan-run", "apply-batch", "verify-run")) {
            assertTrue(
                    lines.stream().anyMatch(line -> line.path("step").asText().equals(step)),
                    step + " in " + lines);
        }
    }
}
