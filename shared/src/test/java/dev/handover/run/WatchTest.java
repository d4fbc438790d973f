package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.run.Run.State;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What can be seen of runs from outside: measurements, stuck runs, the hop budget, the event at
/// the end.
class WatchTest {
    private final EngineKit kit = new EngineKit();

    private List<JsonNode> lines() {
        return kit.logged.stream().map(Json::parse).toList();
    }

    private long sum(Metric metric) {
        return lines().stream().mapToLong(line -> line.path(metric.title()).asLong()).sum();
    }

    private long last(Metric metric) {
        return lines().stream()
                .filter(line -> line.has(metric.title()))
                .mapToLong(line -> line.path(metric.title()).asLong())
                .reduce(0, (_, last) -> last);
    }

    private List<JsonNode> events() {
        return kit.queues.sent(Queues.Name.EVENTS).stream()
                .map(message -> Json.parse(message.body()))
                .toList();
    }

    private static final Deadline OVER = () -> true;

    @Test
    @DisplayName("what is measured adds up to what the receipt counts")
    void whatIsMeasuredAddsUpToTheReceipt() {
        kit.notes(7).note("theirs", "{\"owner\":\"kim\",\"by\":\"Kim\"}");
        kit.start("run");
        assertEquals(State.COMPLETE, kit.runAll("run"));

        assertEquals(7, sum(Metric.RECORDS_CHANGED));
        assertEquals(0, sum(Metric.RECORDS_FAILED));
        assertEquals(0, sum(Metric.LEFTOVERS));
        assertEquals(0, sum(Metric.ERRORS));
        assertEquals(kit.run("run").leg().batches(), sum(Metric.HOPS), "one message a batch");
    }

    @Test
    @DisplayName(
            "a measuring line is in CloudWatch's embedded format, with no id among its dimensions")
    void aMeasuringLineIsInTheEmbeddedFormat() {
        kit.notes(3);
        kit.start("run");
        kit.runAll("run");

        Set<String> dimensions = new TreeSet<>();
        for (JsonNode line : lines()) {
            if (!line.has("_aws")) {
                continue;
            }
            assertEquals(
                    line.path("timestamp").asText(),
                    Instant.ofEpochMilli(line.at("/_aws/Timestamp").asLong()).toString());
            JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
            assertEquals("Handover", directive.path("Namespace").asText());
            directive
                    .path("Dimensions")
                    .forEach(set ->
                            set.forEach(name -> {
                                dimensions.add(name.asText());
                                assertTrue(
                                        line.path(name.asText()).isTextual(), name + " in " + line);
                            }));
            directive
                    .path("Metrics")
                    .forEach(metric ->
                            assertTrue(
                                    line.path(metric.path("Name").asText()).isNumber(),
                                    line.toString()));
        }
        assertEquals(Set.of("system", "operation", "function"), dimensions);
    }

    @Test
    @DisplayName("metrics that are told apart by different things can't stand in one line")
    void metricsOfOneLineHaveTheSameDimensions() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        kit.engine
                                .log()
                                .info(
                                        "mixed",
                                        Map.of(),
                                        Map.of(Metric.HOPS, 1L, Metric.ERRORS, 1L)));
    }

    @Test
    @DisplayName("the sweep measures live runs and open lanes, also when there are none")
    void theSweepMeasures() {
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(0, last(Metric.LIVE_RUNS));
        assertTrue(kit.logged.getLast().contains("StuckRuns"), "silence is an alarm");

        kit.notes(8);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(1, last(Metric.LIVE_RUNS));
        assertEquals(3, last(Metric.OPEN_LANES));
        assertEquals(0, last(Metric.STUCK_RUNS));
    }

    @Test
    @DisplayName(
            "a run whose messages get lost counts as stuck, one that waits for a person doesn't")
    void aRunThatGetsNowhereIsStuck() {
        kit.notes(4);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        for (int sweep = 0; sweep < 13; sweep++) {
            assertEquals(0, last(Metric.STUCK_RUNS), "after " + sweep + " sweeps");
            kit.queues.take();
            kit.now = kit.now.plus(Duration.ofSeconds(76));
            kit.sweeper.sweep(Deadline.NONE);
        }
        assertEquals(1, last(Metric.STUCK_RUNS));

        kit.controls.pause("run", null, "op", "look at it");
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(0, last(Metric.STUCK_RUNS));
        kit.controls.resume("run", "op", "done");
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    @DisplayName("planning without a sign of life for 20 minutes counts as stuck")
    void planningWithoutASignOfLifeIsStuck() {
        kit.notes(2);
        kit.start("run");
        kit.queues.take();
        kit.now = kit.now.plus(Duration.ofMinutes(20));
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(0, last(Metric.STUCK_RUNS));
        kit.now = kit.now.plusSeconds(1);
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(1, last(Metric.STUCK_RUNS));
    }

    @Test
    @DisplayName(
            "a batch that is sent on and on is paused at its budget, and goes on when a person says"
                    + " so")
    void aBatchOverItsBudgetIsPaused() {
        kit.notes(2);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        for (int hop = 1; hop <= HopBudget.BATCH; hop++) {
            assertEquals(State.RUNNING, kit.state("run"), "after " + hop + " hops");
            Work.Batch work = (Work.Batch) Work.parse(kit.queues.take().getFirst().body());
            kit.applier.apply(work, OVER);
        }
        kit.deliver();
        assertEquals(State.PAUSED, kit.state("run"));
        assertEquals("hop-budget", kit.run("run").pause().why());
        assertEquals(1, sum(Metric.HOP_BUDGETS_EXCEEDED));

        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(List.of(), kit.queues.take(), "it stays so");
        kit.controls.resume("run", "op", "the store is fast again");
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(2, sum(Metric.RECORDS_CHANGED));
    }

    @Test
    @DisplayName("a plan that is sent on and on is paused at its budget")
    void aPlanOverItsBudgetIsPaused() {
        kit.notes(2 * HopBudget.LEG + 10);
        kit.start("run");
        int hops = 0;
        while (kit.state("run") == State.QUEUED || kit.state("run") == State.PLANNING) {
            Work.Plan work = (Work.Plan) Work.parse(kit.queues.take().getFirst().body());
            kit.planner.plan(work, OVER);
            hops++;
        }
        assertEquals(State.PAUSED, kit.state("run"));
        assertEquals(HopBudget.LEG + 2, hops);
        kit.controls.resume("run", "op", "it really is that large");
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    @DisplayName("waiting for a rate costs no hops")
    void waitingForARateCostsNoHops() {
        kit.notes(8);
        kit.start("run");
        kit.controls.throttle("run", 3, 1 / 3600d, "op", "an hour a note");
        for (int minute = 0; minute < 60 * 10; minute++) {
            kit.tick(Duration.ofMinutes(1));
            kit.sweeper.sweep(Deadline.NONE);
            int waiting = kit.queues.sent(Queues.Name.BATCHES).size();
            assertTrue(waiting <= 3, "messages do not multiply: " + waiting);
        }
        assertEquals(State.COMPLETE, kit.state("run"));
        assertTrue(sum(Metric.THROTTLES) > 8);
        assertEquals(kit.run("run").leg().batches(), sum(Metric.HOPS));
    }

    @Test
    @DisplayName("the end is told once, with ids, state and counts, under an id that is derived")
    void theEndIsTold() {
        kit.notes(3);
        kit.start("run");
        kit.runAll("run");

        JsonNode event = events().getFirst();
        assertEquals(1, events().size());
        assertEquals("run", event.path("runId").asText());
        assertEquals("complete", event.path("state").asText());
        assertEquals(3, event.at("/counts/changed").asInt());
        assertEquals(RunEnded.id(kit.run("run")), event.path("eventId").asText());
        assertFalse(event.toString().contains("Jane"));
    }

    @Test
    @DisplayName("undo is an end of its own")
    void undoIsAnEndOfItsOwn() {
        kit.notes(3);
        kit.start("run");
        kit.runAll("run");
        kit.controls.undo("run", "op", "");
        kit.runAll("run");

        assertEquals(
                List.of("complete", "undone"),
                events().stream().map(event -> event.path("state").asText()).toList());
        assertEquals(
                2,
                events().stream().map(event -> event.path("eventId").asText()).distinct().count());
    }

    private Engine engine(Queues queues, Signer signer) {
        return new Engine(
                kit.ledger,
                kit.keys,
                kit.vault,
                queues,
                _ -> kit.store,
                kit.operations,
                signer,
                kit.engine.log(),
                () -> kit.now,
                kit.settings);
    }

    @Test
    @DisplayName("a run doesn't say that it has ended before that was told")
    void aRunDoesNotEndBeforeThatWasTold() {
        kit.notes(1);
        kit.start("run");
        kit.deliver();
        Work.Verify last =
                (Work.Verify)
                        Work.parse(kit.queues.sent(Queues.Name.VERIFICATIONS).getFirst().body());
        Queues broken =
                (queue, body, delay, attributes) -> {
                    if (queue == Queues.Name.EVENTS) {
                        throw new IllegalStateException("the queue is away");
                    }
                    kit.queues.send(queue, body, delay, attributes);
                };
        Auditor dying = new Auditor(engine(broken, kit.signer));
        assertThrows(IllegalStateException.class, () -> dying.verify(last, Deadline.NONE));
        assertEquals(State.VERIFYING, kit.state("run"));
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(1, events().size());
    }

    @Test
    @DisplayName(
            "a cancelled run whose receipt couldn't be written is told of again, under the same id")
    void aCrashBetweenTellingAndReceiptTellsAgain() {
        kit.notes(4);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.controls.cancel("run", "op", "");
        Signer broken =
                _ -> {
                    throw new IllegalStateException("KMS is away");
                };
        kit.now = kit.now.plus(Duration.ofMinutes(2));
        new Sweeper(engine(kit.queues, broken)).sweep(Deadline.NONE);
        assertEquals(1, events().size());
        assertEquals(State.CANCELLED, kit.runAll("run"));
        assertEquals(2, events().size());
        assertEquals(events().getFirst(), events().getLast());
    }
}
