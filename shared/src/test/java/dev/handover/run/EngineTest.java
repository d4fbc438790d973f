package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.Counts;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.run.Run.State;
import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// One story a test: what a run does, seen from the outside of the engine.
class EngineTest {
    private static final String ERASED = "{\"owner\":\"jane\",\"by\":\"Deleted User\"}";

    private final EngineKit kit = new EngineKit();

    private JsonNode view(String runId) {
        return RunView.of(kit.engine, kit.run(runId));
    }

    private Counts counts(String runId) {
        return new Conductor(kit.engine).counts(kit.run(runId)).total();
    }

    private Receipts.Signed receipt(String runId) {
        return Receipts.find(kit.vault, kit.run(runId)).orElseThrow();
    }

    private JsonNode receiptText(String runId) {
        return Json.parse(receipt(runId).receipt());
    }

    /// Puts something between the engine and its store for the calls to `write`.
    private void onWrite(UnaryOperator<List<Written>> after, Runnable before) {
        Store real = kit.memory;
        kit.store =
                (Store)
                        Proxy.newProxyInstance(
                                Store.class.getClassLoader(),
                                new Class<?>[] {Store.class},
                                (_, method, arguments) -> {
                                    try {
                                        if (!method.getName().equals("write")) {
                                            return method.invoke(real, arguments);
                                        }
                                        before.run();
                                        @SuppressWarnings("unchecked")
                                        List<Change> changes = (List<Change>) arguments[0];
                                        return after.apply(real.write(changes));
                                    } catch (InvocationTargetException e) {
                                        throw e.getCause();
                                    }
                                });
    }

    @Test
    void aRunChangesEveryRecordOfItsSubjectAndNobodyElses() {
        kit.notes(7)
                .note("other", "{\"owner\":\"max\",\"by\":\"Max\"}")
                .note("unsigned", "{\"owner\":\"jane\"}");
        kit.start("run");
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(ERASED, kit.text("note-00"));
        assertEquals(ERASED, kit.text("note-06"));
        assertEquals("{\"owner\":\"max\",\"by\":\"Max\"}", kit.text("other"));
        assertEquals(new Counts(8, 7, 0, 0, 0, 1, 0), counts("run"));
        assertEquals(7, new HashSet<>(kit.effects()).size());
        assertEquals("by-missing", receiptText("run").at("/records/0/reason").asText());
        assertEquals("unsigned", receiptText("run").at("/records/0/record").asText());
    }

    @Test
    void whereOnlyOurOwnWritesAreAtomicItIsReadAgainAfterASettleTimeAndTheReceiptSaysSo() {
        kit.notes(3);
        kit.store = asOwn(kit.memory);
        kit.start("run");
        kit.deliver();
        kit.tick(OwnWrites.SETTLE.minusSeconds(1)); // longer than the usual settle time
        assertEquals(State.VERIFYING, kit.state("run"));
        kit.note("note-01", "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}"); // it was under way

        kit.tick(Duration.ofSeconds(1));

        assertEquals(State.INCOMPLETE, kit.state("run"));
        JsonNode verified = receiptText("run").at("/verified/0");
        assertEquals(1, verified.get("leftovers").asInt());
        assertEquals(Deletions.note("").store(), verified.at("/reread/0").asText());
        assertEquals(1, verified.get("reread").size());
    }

    private static Store asOwn(Store store) {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, arguments) ->
                                method.getName().equals("atomicAgainst")
                                        ? Atomicity.OWN
                                        : method.invoke(store, arguments));
    }

    @Test
    void everyMessageDeliveredTwiceGivesTheSameEndAndTheSameReceipt() {
        EngineKit clean = new EngineKit().notes(7);
        clean.start("run");
        clean.runAll("run");
        kit.notes(7);
        kit.start("run");
        for (int round = 0; round < 30; round++) {
            kit.queues.take().stream()
                    .filter(message -> !EngineKit.OUTSIDE.contains(message.queue()))
                    .forEach(message -> {
                        kit.deliver(message.body());
                        kit.deliver(message.body());
                    });
        }
        kit.runAll("run");
        assertEquals(clean.memory.contents(), kit.memory.contents());
        assertEquals(
                Json.parse(Receipts.find(clean.vault, clean.run("run")).orElseThrow().receipt())
                        .get("verdictsSha256"),
                receiptText("run").get("verdictsSha256"));
        assertEquals(new Counts(7, 7, 0, 0, 0, 0, 0), counts("run"));
    }

    @Test
    void theReceiptsHashIsThatOfTheRecordsAsTheyAreListed() {
        kit.notes(7);
        kit.ledger.holds.place(new Holds.Hold("note-04", "legal", "op", null));
        onWrite(
                written -> {
                    List<Written> some = new ArrayList<>(written);
                    some.set(0, new Written.Refused("too-large"));
                    return some;
                },
                () -> {});
        kit.start("run");
        kit.runAll("run");
        List<Receipts.Line> lines = new ArrayList<>();
        String next = null;
        do {
            RecordsView.Listed page = RecordsView.of(kit.engine, kit.run("run"), next, 1);
            page.records()
                    .forEach(row ->
                            lines.add(
                                    new Receipts.Line(
                                            row.stage(),
                                            row.record(),
                                            Objects.requireNonNull(row.verdict()),
                                            row.reason())));
            next = page.next();
        } while (next != null);
        assertEquals(
                Set.of(Verdict.CHANGED, Verdict.HELD, Verdict.FAILED),
                lines.stream().map(Receipts.Line::verdict).collect(Collectors.toSet()));
        assertEquals(
                Content.sha256(Json.bytes(lines)),
                receiptText("run").path("verdictsSha256").asText());
    }

    @Test
    void aBatchThatWasSettledAndNotClosedWritesNothingAgain() {
        kit.note("kept", "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}");
        kit.start("run");
        Work.Batch batch = kit.planned();
        new Batch(
                        kit.engine,
                        kit.run("run"),
                        batch,
                        kit.applier.manifest(batch).entries(),
                        Deadline.NONE)
                .run();
        // Jane writes her name again before the batch is delivered once more
        kit.note("kept", "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}");
        kit.deliver(Json.text(batch));
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}", kit.text("kept"));
        assertEquals(1, counts("run").changed());
    }

    @Test
    void aDryRunEndsWithItsPlanChangesNothingAndFreesItsSubject() {
        kit.notes(3);
        kit.controls.start(
                new Controls.Request(
                        "dry",
                        "erase",
                        Json.object().put("subject", "jane"),
                        List.of("jane"),
                        "tester",
                        true,
                        false,
                        false));
        assertEquals(State.PLANNED, kit.runAll("dry"));
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}", kit.text("note-00"));
        JsonNode plan = PlanView.of(kit.engine, kit.run("dry"), null);
        assertEquals(2, plan.at("/stages/0/batches").asInt());
        assertEquals(
                "{\"owner\":\"xxxx\",\"by\":\"xxxx xxx\"}", plan.at("/examples/0/before").asText());
        kit.start("real");
        assertEquals(State.COMPLETE, kit.runAll("real"));
    }

    @Test
    void aRunThatNeedsApprovalStartsOnlyWithTheDigestOfItsPlan() {
        kit.notes(3);
        kit.controls.start(
                new Controls.Request(
                        "run",
                        "erase",
                        Json.object().put("subject", "jane"),
                        List.of("jane"),
                        "tester",
                        false,
                        true,
                        false));
        kit.deliver();
        String digest = kit.run("run").leg().digest();
        assertInstanceOf(
                Controls.Answer.OtherDigest.class,
                kit.controls.approve("run", "another", "boss", "looks right"));
        assertEquals(State.PLANNED, kit.state("run"));
        assertInstanceOf(
                Controls.Answer.Done.class,
                kit.controls.approve("run", digest, "boss", "looks right"));
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals("boss", kit.ledger.actions.of("run").getFirst().by());
    }

    @Test
    void planningThatStopsAtItsDeadlineGoesOnWhereItWas() {
        kit.notes(7);
        EngineKit whole = new EngineKit().notes(7);
        whole.start("run");
        whole.deliver();
        kit.start("run");
        Work.Plan plan = (Work.Plan) Work.parse(kit.queues.take().getFirst().body());
        int stops = 0;
        while (kit.run("run").leg().phase() != Leg.Phase.APPLYING) {
            int[] asked = {0};
            kit.planner.plan(plan, () -> asked[0]++ > 0);
            stops++;
        }
        assertTrue(stops > 1, "the deadline was meant to be felt");
        assertEquals(whole.run("run").leg().digest(), kit.run("run").leg().digest());
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    void ofTwoPlannersAtOnceTheSecondFollowsWhatTheFirstHasWritten() {
        kit.notes(3);
        kit.start("run");
        Work.Plan plan = (Work.Plan) Work.parse(kit.queues.take().getFirst().body());
        Store real = kit.memory;
        boolean[] overtaken = {false};
        kit.store =
                (Store)
                        Proxy.newProxyInstance(
                                Store.class.getClassLoader(),
                                new Class<?>[] {Store.class},
                                (_, method, arguments) -> {
                                    Object found = method.invoke(real, arguments);
                                    if (method.getName().equals("find") && !overtaken[0]) {
                                        // the slower one has read and not yet written; meanwhile
                                        // another sees a note more, and plans to the end
                                        overtaken[0] = true;
                                        kit.note(
                                                "a-new-note",
                                                "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}");
                                        kit.planner.plan(plan, Deadline.NONE);
                                    }
                                    return found;
                                });
        kit.planner.plan(plan, Deadline.NONE);
        String digest = kit.run("run").leg().digest();
        Pages.Manifest last =
                kit.vault
                        .read("run", Pages.Manifest.name(1, 0, 2), Pages.Manifest.class)
                        .orElseThrow();
        assertEquals(digest, last.digest(), "the plan that was fixed is the one that is written");
        assertEquals(4, last.documents());
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(new Counts(4, 4, 0, 0, 0, 0, 0), counts("run"));
    }

    @Test
    void pausedWorkIsAcknowledgedAndGoesOnWhenResumed() {
        kit.notes(7);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.controls.pause("run", null, "op", "lunch");
        assertTrue(kit.deliver().stream().allMatch(Outcome.Later.class::isInstance));
        assertEquals("paused", view("run").get("state").asText());
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}", kit.text("note-00"));
        kit.controls.resume("run", "op", "back");
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    void aPauseThatIsOverIsResumedByTheSweep() {
        kit.notes(2);
        kit.start("run");
        kit.controls.pause("run", EngineKit.START.plusSeconds(90), "op", "until half past");
        kit.tick(Duration.ofSeconds(60));
        kit.sweeper.sweep(Deadline.NONE);
        kit.deliver();
        assertEquals(State.PAUSED, kit.state("run"));
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    void theKillSwitchStopsEverythingUntilItIsLifted() {
        kit.notes(4);
        kit.start("run");
        kit.ledger.stop.on(new Stop.On("op", "something is wrong", kit.now));
        kit.deliver();
        kit.tick(Duration.ofMinutes(5));
        kit.sweeper.sweep(Deadline.NONE);
        kit.deliver();
        assertEquals(State.QUEUED, kit.state("run"));
        kit.ledger.stop.off();
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    void cancellingEndsTheRunWithinTheBatchInHand() {
        kit.notes(7);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.deliver(kit.queues.sent(Queues.Name.BATCHES).getFirst().body());
        kit.controls.cancel("run", "op", "wrong person");
        assertTrue(kit.deliver().stream().allMatch(Outcome.AlreadyDone.class::isInstance));
        assertEquals(State.CANCELLED, kit.runAll("run"));
        assertEquals(new Counts(7, 2, 0, 0, 0, 0, 0), counts("run"));
        assertEquals(5, receiptText("run").at("/counts/pending").asInt());
        kit.start("next");
        assertEquals(State.COMPLETE, kit.runAll("next"));
    }

    @Test
    void undoBringsBackEveryByteAndWaitsForLateDuplicatesFirst() {
        kit.notes(7);
        var before = kit.memory.contents();
        kit.start("run");
        kit.runAll("run");
        assertInstanceOf(
                Controls.Answer.Done.class, kit.controls.undo("run", "jane", "changed my mind"));
        assertTrue(
                kit.deliver().stream().allMatch(Outcome.Later.class::isInstance)
                        || kit.now.isAfter(EngineKit.START));
        assertEquals(State.UNDONE, kit.runAll("run"));
        assertEquals(before, kit.memory.contents());
        assertEquals("undo", receiptText("run").get("leg").asText());
        assertInstanceOf(
                Controls.Answer.WrongState.class, kit.controls.undo("run", "jane", "again"));
    }

    @Test
    void anUndoThatComesWhileTheRunIsAtWorkHoldsStillUntilItsLastBatchMustBeOver() {
        kit.notes(7);
        var before = kit.memory.contents();
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.deliver(kit.queues.sent(Queues.Name.BATCHES).getFirst().body());
        kit.controls.undo("run", "op", "stop that");
        // the undo may be written as late as its function lives, and a batch that begins until then
        // writes as late as it lives itself
        Duration longest = kit.settings.applyTimeout().multipliedBy(2);
        kit.tick(longest.minusSeconds(1));
        assertEquals(Leg.Phase.QUEUED, kit.run("run").leg().phase());
        kit.tick(Duration.ofSeconds(1));
        assertEquals(Leg.Phase.VERIFYING, kit.run("run").leg().phase());
        assertEquals(State.UNDONE, kit.runAll("run"));
        assertEquals(before, kit.memory.contents());
    }

    @Test
    void anUndoOfACancelledRunWaitsForBatchesThatBeganBeforeTheCancelWasWritten() {
        kit.notes(7);
        var before = kit.memory.contents();
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.deliver(kit.queues.sent(Queues.Name.BATCHES).getFirst().body());
        kit.controls.cancel("run", "op", "stop that");
        Instant cancelled = kit.now;
        kit.tick(Duration.ofSeconds(20));
        kit.controls.undo("run", "op", "and take it back");
        assertEquals(
                cancelled.plus(kit.settings.applyTimeout().multipliedBy(2)),
                kit.run("run").leg().notBefore());
        assertEquals(State.UNDONE, kit.runAll("run"));
        assertEquals(before, kit.memory.contents());
    }

    @Test
    void undoLeavesAloneWhatSomebodyChangedSince() {
        kit.notes(3);
        kit.start("run");
        kit.runAll("run");
        kit.note("note-01", "{\"owner\":\"jane\",\"by\":\"Jane, back again\"}");
        kit.controls.undo("run", "jane", "changed my mind");
        assertEquals(State.UNDONE, kit.runAll("run"));
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane, back again\"}", kit.text("note-01"));
        assertEquals("changed-since", receiptText("run").at("/records/0/reason").asText());
        assertEquals(new Counts(3, 2, 0, 1, 0, 0, 0), counts("run"));
    }

    @Test
    void afterItsTimeARunIsSealedAndNeitherUndoneNorRead() {
        kit.notes(3);
        kit.start("run");
        kit.runAll("run");
        kit.now = kit.run("run").undoUntil().minusNanos(1);
        kit.sweeper.sweep(Deadline.NONE);
        assertTrue(kit.keys.find("run").isPresent());
        kit.now = kit.run("run").undoUntil();
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(kit.now, kit.run("run").sealedAt());
        assertThrows(
                Vault.Sealed.class,
                () -> kit.vault.read("run", Pages.Manifest.name(1, 0, 0), Pages.Manifest.class));
        assertInstanceOf(
                Controls.Answer.WrongState.class, kit.controls.undo("run", "jane", "too late"));
        assertEquals("complete", receiptText("run").get("state").asText());
    }

    @Test
    void aHeldRecordIsLeftAloneAndCountedAsHeld() {
        kit.notes(3);
        kit.ledger.holds.place(new Holds.Hold("note-01", "legal", "op", null));
        kit.start("run");
        kit.runAll("run");
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}", kit.text("note-01"));
        assertEquals(1, counts("run").held());
        assertEquals(2, counts("run").changed());
    }

    @Test
    void aHeldSubjectKeepsAllItsRecords() {
        kit.notes(3);
        kit.ledger.holds.place(
                new Holds.Hold("jane", "legal", "op", EngineKit.START.plus(Duration.ofDays(9))));
        kit.start("run");
        kit.runAll("run");
        assertEquals(3, counts("run").held());
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}", kit.text("note-00"));
    }

    @Test
    void aSecondRunOfTheSamePersonWaitsUntilTheFirstHasEnded() {
        kit.notes(3);
        kit.start("first");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.controls.pause("first", null, "op", "let it hang");
        kit.start("second");
        kit.deliver();
        assertEquals(State.QUEUED, kit.state("second"));
        assertEquals("waits for run first", kit.run("second").why());
        kit.controls.resume("first", "op", "go on");
        kit.runAll("second");
        assertEquals(State.COMPLETE, kit.state("first"));
        assertEquals(State.COMPLETE, kit.state("second"));
        assertEquals(new Counts(3, 0, 3, 0, 0, 0, 0), counts("second"));
    }

    @Test
    void aNarrowerWindowLetsFewerLanesRunAndEveryBatchStillEnds() {
        kit.notes(7);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.controls.throttle("run", 1, null, "op", "the store is busy");
        List<Outcome> outcomes = kit.deliver();
        assertEquals(2, outcomes.stream().filter(Outcome.Later.class::isInstance).count());
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(7, counts("run").changed());
    }

    @Test
    void aRateSpreadsTheBatchesAndNoReceiveIsLost() {
        kit.notes(6);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.controls.throttle("run", 3, 1.0, "op", "gently");
        kit.deliver();
        assertEquals(2, counts("run").changed(), "at once: the first batch");
        kit.tick(Duration.ofSeconds(1));
        assertEquals(4, counts("run").changed(), "after a second of burst and one of rate");
        kit.tick(Duration.ofSeconds(2));
        assertEquals(6, counts("run").changed());
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    void oneBadRecordNeverStopsTheOthersAndItsTextIsInNoLog() {
        kit.notes(3).note("broken", "{\"owner\":\"jane\",\"by\":\"Jane Canary\",\"bug\":true}");
        kit.start("run");
        assertEquals(State.INCOMPLETE, kit.runAll("run"));
        assertEquals(new Counts(4, 3, 0, 0, 0, 0, 1), counts("run"));
        assertEquals("rule-error", receiptText("run").at("/records/0/reason").asText());
        assertTrue(kit.logged.stream().anyMatch(line -> line.contains("rule-error")));
        assertFalse(kit.logged.toString().contains("Canary"));
        JsonNode left = LeftoverView.of(kit.engine, kit.run("run"), null, 10);
        assertEquals("broken", left.at("/leftovers/0/record").asText());
    }

    @Test
    void redriveReissuesExactlyWhatStayedUnresolved() {
        kit.notes(3).note("broken", "{\"owner\":\"jane\",\"by\":\"Jane Doe\",\"bug\":true}");
        kit.start("run");
        kit.runAll("run");
        kit.note("broken", "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}");
        assertInstanceOf(Controls.Answer.Done.class, kit.controls.redrive("run", "op", "mended"));
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(new Counts(4, 4, 0, 0, 0, 0, 0), counts("run"));
        assertEquals(1, kit.run("run").leg().planned().getFirst().documents());
        var all = kit.run("run");
        kit.controls.undo("run", "op", "all of it");
        assertEquals(State.UNDONE, kit.runAll("run"));
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}", kit.text("broken"));
        assertEquals("{\"owner\":\"jane\",\"by\":\"Jane Doe\"}", kit.text("note-00"));
        assertEquals(2, all.legs().size());
    }

    @Test
    void aDocumentThatIsRewrittenAllTheTimeIsGivenUpAndTheOthersGoOn() {
        kit.notes(2);
        int[] writes = {0};
        onWrite(
                UnaryOperator.identity(),
                () ->
                        kit.note(
                                "note-00",
                                "{\"owner\":\"jane\",\"by\":\"Jane %d\"}".formatted(writes[0]++)));
        kit.start("run");
        kit.runAll("run");
        assertEquals(ERASED, kit.text("note-01"));
        assertTrue(kit.text("note-00").contains("Jane"), "no foreign write was overwritten");
        assertEquals("contended", receiptText("run").at("/records/0/reason").asText());
    }

    @Test
    void aWriteWhoseAnswerWasLostIsKnownAsOursWhenTheMessageComesAgain() {
        kit.notes(2);
        boolean[] lost = {false};
        onWrite(
                written -> {
                    if (!lost[0]) {
                        lost[0] = true;
                        throw new StoreUnavailable("memory", new IOException("connection reset"));
                    }
                    return written;
                },
                () -> {});
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        String batch = kit.queues.take().getFirst().body();
        assertThrows(StoreUnavailable.class, () -> kit.deliver(batch));
        assertEquals(ERASED, kit.text("note-00"));
        kit.deliver(batch);
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(new Counts(2, 2, 0, 0, 0, 0, 0), counts("run"));
        assertEquals(2, new HashSet<>(kit.effects()).size());
    }

    @Test
    void aRefusedWriteFailsItsRecordWithTheStoresReason() {
        kit.notes(2);
        onWrite(written -> List.of(new Written.Refused("too-large"), written.get(1)), () -> {});
        kit.start("run");
        kit.runAll("run");
        assertEquals("too-large", receiptText("run").at("/records/0/reason").asText());
        assertEquals(1, counts("run").changed());
    }

    @Test
    void aBatchThatDiesBecomesFailedRecordsAndTheRunEnds() {
        kit.notes(4);
        kit.start("run");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.deadBatches.close(Work.parse(kit.queues.take().getFirst().body()));
        assertEquals(State.INCOMPLETE, kit.runAll("run"));
        assertEquals(new Counts(4, 2, 0, 0, 0, 0, 2), counts("run"));
        kit.controls.redrive("run", "op", "the store is back");
        assertEquals(State.COMPLETE, kit.runAll("run"));
        assertEquals(new Counts(4, 4, 0, 0, 0, 0, 0), counts("run"));
    }

    @Test
    void aPlanThatDiesFailsTheRunAndAVerificationThatDiesLeavesItIncomplete() {
        kit.notes(2);
        kit.start("plan");
        kit.deadBatches.close(Work.parse(kit.queues.take().getFirst().body()));
        assertEquals(State.FAILED, kit.runAll("plan"));
        kit.queues.take();
        kit.start("verify");
        kit.deliver(kit.queues.take().getFirst().body());
        kit.deliver(kit.queues.take().getFirst().body());
        String verify = kit.queues.sent(Queues.Name.VERIFICATIONS).getFirst().body();
        kit.queues.take();
        kit.deadBatches.close(Work.parse(verify));
        assertEquals(State.INCOMPLETE, kit.runAll("verify"));
        assertEquals("could-not-verify", kit.run("verify").why());
    }

    @Test
    void whatGotLostIsSentAgainByTheSweepOnceItsLeaseIsOver() {
        kit.notes(4);
        kit.start("run");
        kit.queues.take();
        kit.tick(Duration.ofSeconds(74));
        kit.sweeper.sweep(Deadline.NONE);
        assertEquals(List.of(), kit.queues.take());
        kit.tick(Duration.ofSeconds(1));
        kit.sweeper.sweep(Deadline.NONE);
        kit.deliver(kit.queues.take().getFirst().body());
        kit.queues.take();
        assertEquals(State.COMPLETE, kit.runAll("run"));
    }

    @Test
    void theSameRequestTwiceIsOneRunAndEqualContentJoinsOnlyALiveOne() {
        kit.notes(2);
        assertEquals(kit.start("run").createdAt(), kit.start("run").createdAt());
        Controls.Request equal =
                new Controls.Request(
                        "other",
                        "erase",
                        Json.object().put("subject", "jane"),
                        List.of("jane"),
                        "tester",
                        false,
                        false,
                        true);
        assertEquals("run", kit.controls.start(equal).runId());
        kit.runAll("run");
        assertEquals("other", kit.controls.start(equal).runId());
    }

    @Test
    void theReceiptIsSignedAndAChangedByteShows() throws Exception {
        kit.notes(2);
        kit.start("run");
        kit.runAll("run");
        Receipts.Signed signed = receipt("run");
        assertTrue(verifies(signed.receipt(), signed));
        assertFalse(verifies(signed.receipt().replace("complete", "completf"), signed));
    }

    private boolean verifies(String text, Receipts.Signed signed) throws Exception {
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(kit.signer.publicKey());
        check.update(text.getBytes(StandardCharsets.UTF_8));
        return check.verify(Base64.getDecoder().decode(signed.signature()));
    }

    @Test
    void nothingThatIsSentOrLoggedOrKeptInTheLedgerHoldsAName() {
        kit.notes(3);
        kit.start("run");
        kit.runAll("run");
        kit.controls.undo("run", "op", "why not");
        kit.runAll("run");
        String everything =
                kit.queues.sent() + kit.logged.toString() + kit.ledgerTable + receipt("run");
        assertFalse(everything.contains("Doe"));
        kit.blobs
                .names()
                .forEach(name ->
                        assertFalse(
                                new String(
                                                kit.blobs.get(name).orElseThrow(),
                                                StandardCharsets.UTF_8)
                                        .contains("Doe"),
                                name));
    }

    @Test
    void progressNeverFallsAndCountsAlwaysAddUp() {
        kit.notes(7);
        kit.start("run");
        double last = 0;
        for (int round = 0; round < 40; round++) {
            if (!kit.queues.sent().isEmpty()) {
                kit.queues.take().stream()
                        .filter(message -> !EngineKit.OUTSIDE.contains(message.queue()))
                        .forEach(message -> kit.deliver(message.body()));
            }
            JsonNode view = view("run");
            double progress = view.get("progress").asDouble();
            assertTrue(
                    progress >= last && progress <= 1,
                    "progress fell from " + last + " to " + progress);
            last = progress;
            JsonNode counts = view.get("counts");
            long sum = 0;
            for (String verdict :
                    List.of(
                            "pending",
                            "changed",
                            "unchanged",
                            "skipped",
                            "held",
                            "unsupported",
                            "failed")) {
                sum += counts.get(verdict).asLong();
            }
            assertEquals(counts.get("found").asLong(), sum);
        }
        assertEquals(1, last);
    }
}
