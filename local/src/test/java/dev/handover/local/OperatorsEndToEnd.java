package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import redis.clients.jedis.Jedis;

import java.net.URI;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// What operators do, what the system sends, and what the sweep and dead letters bring back: as
/// [ClaimEndToEnd], and on the same parts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OperatorsEndToEnd {
    /// A batch has 50 documents, so that these are two, on two lanes.
    private static final int ACCOUNTS = 60;

    /// The first of those that are claimed one by one.
    private static final int SINGLE = 100 + 3 * ACCOUNTS;

    private DemonstrationRun handover;
    private Calls operator;
    private String cancelled = "";
    private String undone = "";

    abstract DemonstrationRun launch() throws Exception;

    @BeforeAll
    void start() throws Exception {
        handover = launch();
        operator = new Calls(handover.url(), handover.operatorToken());
        try (Jedis redis = new Jedis(URI.create(handover.redisUrl()))) {
            String collections = redis.hget("collections", old(6));
            for (int account = 100; account < SINGLE + 20; account++) {
                redis.hset("collections", old(account), collections);
            }
        }
    }

    @AfterAll
    void stop() {
        handover.close();
    }

    private static String old(int number) {
        return "01d0ffee-0000-4000-8000-%012d".formatted(number);
    }

    /// Of many old accounts, from the first of them.
    private static ObjectNode claim(int to, int first, int accounts) {
        ObjectNode request =
                Json.object()
                        .put("operation", "claim")
                        .put("to", "a1c0ffee-0000-4000-8000-%012d".formatted(to))
                        .put("dryRun", false);
        IntStream.range(first, first + accounts)
                .forEach(account -> request.withArray("from").add(old(account)));
        return request;
    }

    private String begin(ObjectNode claim) {
        return "/operator/runs/" + operator.post("/operator/runs", claim).get("runId").asText();
    }

    private void post(String path) {
        operator.post(path, Json.object());
    }

    private void stopAll() {
        operator.post("/operator/stop", Json.object().put("why", "a test"));
    }

    /// Begins a run that works on its second batch only after so many seconds.
    private String beginSlowly(ObjectNode claim, int window, double ratePerSecond) {
        stopAll();
        String run = begin(claim);
        operator.post(
                run + "/throttle",
                Json.object().put("window", window).put("ratePerSecond", ratePerSecond));
        post("/operator/start");
        return run;
    }

    private void sweep() {
        handover.invoke("SweepRunsFunction", "sweep-runs/sweep.json");
    }

    private void deadLetter(String run, ObjectNode work) {
        work.put("run", run.substring(run.lastIndexOf('/') + 1));
        handover.send("DeadWorkQueue", work.toString());
    }

    /// Gives up a batch of the second stage.
    private void giveUp(String run, int batch) {
        deadLetter(
                run,
                Json.object()
                        .put("work", "batch")
                        .put("epoch", 1)
                        .put("stage", 1)
                        .put("lane", batch)
                        .put("batch", batch));
        await("the dead letter to be read", () -> handover.isEmpty("DeadWorkQueue"));
    }

    /// Its lanes are open, and their messages are taken up.
    private void awaitSecondStage(String run) {
        operator.awaitPlanned(run);
        await(
                "the second stage",
                () -> operator.get(run).path("stage").asText().equals("remove-from-old-owner"));
        await("its lanes", () -> handover.isEmpty("VerificationsQueue"));
        await("its batches", () -> handover.isEmpty("BatchesQueue"));
    }

    private void await(String what, BooleanSupplier until) {
        Calls.await(what, until);
    }

    @Test
    @Order(1)
    void aRunThatIsCancelledAndOneThatIsUndoneBeforeItsPlanEndLaterByThemselves() {
        cancelled = beginSlowly(claim(30, 100, ACCOUNTS), 2, 0.1);
        awaitSecondStage(cancelled);
        post(cancelled + "/cancel");
        stopAll();
        undone = begin(claim(31, SINGLE, 1));
        post(undone + "/undo");
        post("/operator/start");
    }

    @Test
    @Order(2)
    void theSystemSendsARequestAndOneThatIsNone() {
        ObjectNode request = claim(6, 6, 1);
        handover.send("RequestsQueue", request.toString());
        handover.send("RequestsQueue", "not json");
        await(
                "a run of the request",
                () ->
                        operator
                                .get("/operator/runs")
                                .get("runs")
                                .findValuesAsText("state")
                                .stream()
                                .anyMatch("complete"::equals));
        await("a dead request", () -> handover.receive("DeadRequestsQueue").contains("not json"));
    }

    @Test
    @Order(3)
    void whatASystemSaysInKafkaIsForwarded() {
        handover.invoke("ForwardMessagesFunction", "forward-messages/deletions.json");
        handover.invoke("ForwardMessagesFunction", "forward-messages/not-forwardable.json");
        await("the queue to be read", () -> handover.isEmpty("RequestsQueue"));
    }

    @Test
    @Order(3)
    void aLoginThatIsNotedIsLookedAt() {
        handover.invoke("NoteLoginFunction", "note-login/event-bridge-login.json");
        await("the queue to be read", () -> handover.isEmpty("LoginsQueue"));
    }

    @Test
    @Order(4)
    void aRunIsThrottledPausedAndGoesOnWhenThePauseIsOver() {
        String run = beginSlowly(claim(32, 100 + ACCOUNTS, ACCOUNTS), 1, 16);
        operator.awaitPlanned(run);
        // the second batch's message comes, and is put aside, before the pause is over
        operator.post(
                run + "/pause",
                Json.object().put("until", Instant.now().plusSeconds(5).toString()));
        operator.awaitState(run, "paused");
        await(
                "the end of the pause and of the run",
                () -> {
                    sweep();
                    return operator.get(run).get("state").asText().equals("complete");
                });
        assertEquals(ACCOUNTS, operator.get(run).at("/counts/found").asInt());
        assertFalse(operator.get(run + "/receipt").get("receipt").isEmpty());
        assertEquals(3, operator.get(run + "/actions").get("actions").size());
    }

    @Test
    @Order(5)
    void whatADeadLetterLeftHasFailedAndIsTriedAgain() {
        String run = beginSlowly(claim(33, 100 + 2 * ACCOUNTS, ACCOUNTS), 1, 0.1);
        awaitSecondStage(run);
        stopAll();
        giveUp(run, 0);
        giveUp(run, 1);
        operator.awaitState(run, "verifying");
        post("/operator/start");
        operator.awaitState(run, "incomplete");
        assertFalse(operator.get(run + "/leftovers").isEmpty());
        stopAll();
        post(run + "/redrive");
        operator.post(run + "/throttle", Json.object().putNull("ratePerSecond"));
        post("/operator/start");
        operator.awaitState(run, "complete");
    }

    @Test
    @Order(5)
    void aPauseThatBeganWhileARunWasVerifiedIsOverInTime() {
        String run = beginSlowly(claim(41, SINGLE + 1, 1), 1, 0.1);
        awaitSecondStage(run);
        stopAll();
        giveUp(run, 0);
        operator.awaitState(run, "verifying");
        operator.post(
                run + "/pause",
                Json.object().put("until", Instant.now().plusSeconds(1).toString()));
        post("/operator/start");
        await(
                "the end of the pause and of the run",
                () -> {
                    sweep();
                    return operator.get(run).get("state").asText().equals("incomplete");
                });
    }

    @Test
    @Order(6)
    void whatCannotBePlannedHasFailedAndLetsOthersGoOn() {
        stopAll();
        String unplanned = begin(claim(34, 6, 1));
        deadLetter(unplanned, Json.object().put("work", "plan").put("epoch", 1));
        operator.awaitState(unplanned, "failed");
        post("/operator/start");

        String run = beginSlowly(claim(35, SINGLE + 2, 2), 1, 0.1);
        awaitSecondStage(run);
        post(run + "/undo");
        deadLetter(run, Json.object().put("work", "plan").put("epoch", 2));
        operator.awaitState(run, "incomplete");
        String next = begin(claim(35, SINGLE + 4, 1));
        operator.awaitState(next, "complete");
    }

    @Test
    @Order(7)
    void aRunOfTheSamePersonWaits() {
        String first = beginSlowly(claim(38, SINGLE + 5, 1), 2, 0.1);
        awaitSecondStage(first);
        String second = begin(claim(38, SINGLE + 6, 1));
        sweep();
        operator.awaitState(first, "complete");
        sweep();
        operator.awaitState(second, "complete");
    }

    @Test
    @Order(8)
    void aHoldAnIndexAndASurvey() {
        operator.post("/operator/holds", Json.object().put("what", old(11)).put("why", "a test"));
        String held = begin(claim(36, 11, 1));
        assertEquals(1, operator.awaitState(held, "incomplete").at("/counts/held").asInt());
        assertEquals(1, operator.get("/operator/holds").get("holds").size());
        assertEquals(204, operator.status("DELETE", "/operator/holds?what=" + old(11), null));
        await("the index", () -> operator.get("/operator/index").get("ready").asBoolean());
        assertFalse(operator.get("/operator/survey").isEmpty());
        String nothing = begin(claim(37, 18, 1));
        assertEquals(0, operator.awaitState(nothing, "complete").at("/counts/found").asInt());
    }

    @Test
    @Order(9)
    void aDryRunHasNoReceipt() {
        String dry = begin(claim(39, 6, 1).put("dryRun", true));
        operator.awaitState(dry, "planned");
        assertEquals(409, operator.status("GET", dry + "/receipt", null));
    }

    @Test
    @Order(10)
    void whatWasCutShortComesToItsEnd() {
        String stopped = beginSlowly(claim(40, SINGLE + 7, 2), 1, 0.1);
        awaitSecondStage(stopped);
        stopAll();
        post("/operator/start");
        await(
                "a receipt",
                () -> {
                    sweep();
                    return operator.status("GET", cancelled + "/receipt", null) == 200;
                });
        operator.awaitState(undone, "undone");
        operator.awaitState(stopped, "complete");
    }
}
