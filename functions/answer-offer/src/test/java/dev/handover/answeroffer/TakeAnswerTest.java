package dev.handover.answeroffer;

import static dev.handover.operation.offer.ClaimKit.A;
import static dev.handover.operation.offer.ClaimKit.B;
import static dev.handover.operation.offer.ClaimKit.C;
import static dev.handover.operation.offer.ClaimKit.JANE;
import static dev.handover.operation.offer.ClaimKit.OLD_JANE;
import static dev.handover.operation.offer.ClaimKit.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Json;
import dev.handover.operation.offer.Answers;
import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.ClaimKit;
import dev.handover.operation.offer.Maps;
import dev.handover.operation.offer.Offer;
import dev.handover.operation.offer.Offers;
import dev.handover.run.Controls;
import dev.handover.run.Run;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class TakeAnswerTest {
    private static final String SESSION = "a0000000-0000-4000-8000-00000000000a";

    private final ClaimKit kit = new ClaimKit(Maps.verifiedEmail());
    private final AnswerOfferHandler handler =
            new AnswerOfferHandler(kit.claim, kit.persons(), kit.mailer, kit.engine);
    private Offer offer;

    @BeforeEach
    void janeHasAnOfferAndAVerifiedAddress() {
        kit.jane().auth.knows("jane", JANE, "jane@example.org", ", \"email_verified\": true");
        offer = kit.offer(JANE, "jane@example.org");
    }

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void acceptingMovesEverythingThatWasShown() {
        Call.Reply reply = accept(null);

        assertEquals(202, reply.status());
        Run run = kit.runAll(runId(reply));
        assertEquals(Run.State.COMPLETE, run.state());
        assertEquals(List.of(OLD_JANE, JANE), run.participants());
        assertEquals(Answers.by(JANE), run.requestedBy());
        String moved = kit.text("collections2", JANE).orElseThrow();
        assertTrue(moved.contains(A) && moved.contains(B), moved);
        assertFalse(kit.text("collections", OLD_JANE).orElse("").contains(A));
        assertEquals("already", nothing().replaceAll("no-collections|already-answered", "already"));
    }

    @Test
    void aSecondAcceptIsTheSameRun() {
        String first = runId(accept(null));

        assertEquals(first, runId(accept(null)), "a double click");
        kit.runAll(first);
        assertEquals(first, runId(accept(null)), "and long after");
        assertEquals(
                first,
                runId(accept(chosen(A, B))),
                "also when it names what the first one came to");
        assertEquals(1, kit.engine.ledger().runs.list(null, 10).ids().size());
    }

    @Test
    void onlyWhatWasChosenMovesAndTheRestIsOfferedAgain() {
        Run run = kit.runAll(runId(accept(chosen(B))));

        assertEquals(Run.State.COMPLETE, run.state());
        assertTrue(kit.text("collections2", JANE).orElseThrow().contains(B));
        assertTrue(kit.text("collections", OLD_JANE).orElseThrow().contains(A));
        Offer next = kit.offer(JANE, "jane@example.org");
        assertEquals(List.of(OLD_JANE + "/" + A), next.records());
        assertNotEquals(offer.offerId(), next.offerId());
        Call.Reply other = accept(chosen(A));
        assertEquals(409, other.status(), "this offer has been answered otherwise");
        assertEquals("accepted", other.body().path("state").textValue());
    }

    @Test
    void anIdThatTheOfferDoesNotShowIsRefusedByName() {
        String foreign = "01d0ffee-0000-4000-8000-000000000009/" + C;

        Call.Reply reply =
                accept("{\"records\": [\"" + OLD_JANE + "/" + A + "\", \"" + foreign + "\"]}");

        assertEquals(400, reply.status());
        assertEquals("unknown-record", reply.error());
        assertEquals(foreign, reply.body().path("record").textValue());
        assertEquals(List.of(), kit.queues.sent(), "nothing was started");
        assertEquals("nothing-chosen", accept("{\"records\": []}").error());
        assertEquals("records", accept("{\"records\": \"all\"}").body().path("field").textValue());
        assertEquals("mode", accept("{\"mode\": \"burn\"}").body().path("field").textValue());
    }

    @Test
    void hazard13WithoutAProofNothingCanBeAccepted() {
        kit.auth.knows("jane", JANE, "jane@example.org", ", \"email_verified\": false");

        assertEquals("needs-proof", accept(null).error());
        assertEquals(
                "needs-proof", accept(chosen(A)).error(), "nor is it told which ids there are");
        assertEquals(List.of(), kit.queues.sent());
    }

    @Test
    void hazard09AnothersOfferCanNotBeAnswered() {
        kit.auth.knows("mallory", "mallory", "jane@example.org", ", \"email_verified\": true");

        for (String answer : List.of("accept", "decline")) {
            assertEquals(
                    404,
                    Call.post("/offers/" + offer.offerId() + "/" + answer, "mallory", null)
                            .to(handler)
                            .status());
        }
    }

    @Test
    void hazard01TwoAcceptsAtOnceAreOneRunAndWhatWasDeletedSinceStaysDeleted() {
        List<Call.Reply> replies =
                List.of(1, 2, 3, 4).parallelStream().map(_ -> accept(null)).toList();
        assertEquals(1, replies.stream().map(TakeAnswerTest::runId).distinct().count());
        kit.runAll(runId(replies.getFirst()));
        kit.set("collections2", JANE, "[]"); // she deletes all of it in the new account

        kit.runAll(runId(accept(null)));

        assertEquals("[]", kit.text("collections2", JANE).orElseThrow());
        assertEquals("no-collections", nothing());
    }

    @Test
    void whatWasDeclinedIsRememberedAndWhatIsNewIsOffered() {
        Call.Reply reply = decline();
        assertEquals(200, reply.status());
        assertEquals("declined", reply.body().path("state").textValue());
        assertEquals(200, decline().status(), "twice is once");
        assertEquals("already-answered", nothing());
        Call.Reply late = accept(null);
        assertEquals(409, late.status());
        assertEquals("declined", late.body().path("state").textValue());

        kit.old(
                OLD_JANE,
                collection(A, "Liver", "1:BXDPublish"),
                collection(C, "Heart", "1:BXDPublish"));
        assertEquals(List.of(OLD_JANE + "/" + C), kit.offer(JANE, "jane@example.org").records());
    }

    @Test
    void anOfferThatHasExpiredIsAnsweredNoMore() {
        kit.now = kit.now.plus(Duration.ofDays(30));

        assertEquals("expired", accept(null).body().path("state").textValue());
        assertEquals(409, decline().status());
        kit.offer(JANE, "jane@example.org"); // the next login
        assertEquals(202, accept(null).status());
    }

    @Test
    void whatWasTakenBackCanBeAcceptedAgainAsAnotherRun() {
        String first = runId(accept(null));
        kit.runAll(first);
        new Controls(kit.engine).undo(first, Answers.by(JANE), "changed my mind");
        kit.now = kit.now.plus(Duration.ofMinutes(2));
        assertEquals(Run.State.UNDONE, kit.runAll(first).state());
        assertEquals(offer.offerId(), kit.offer(JANE, "jane@example.org").offerId());

        String second = runId(accept(null));

        assertNotEquals(first, second);
        assertEquals(Run.State.COMPLETE, kit.runAll(second).state());
        assertTrue(kit.text("collections2", JANE).orElseThrow().contains(A));
    }

    @Test
    void aSessionsCollectionsAreImportedOrDeletedOrLeft() {
        for (String mode : List.of("import", "delete", "leave")) {
            String user = "new-user-" + mode;
            String session = SESSION.substring(0, 35) + mode.length();
            kit.auth.knows(mode, user, "none-" + mode + "@example.org", "");
            kit.set("collections2", session, "[" + collection(C, "Heart", "1:BXDPublish") + "]");
            Offer made =
                    ((Offers.Look.Found)
                                    kit.claim
                                            .offers()
                                            .look(
                                                    user,
                                                    java.util.Optional.empty(),
                                                    List.of(session)))
                            .offer();
            Call.Reply reply =
                    Call.post(
                                    "/offers/" + made.offerId() + "/accept",
                                    mode,
                                    "{\"mode\": \"" + mode + "\"}")
                            .to(handler);
            if (mode.equals("leave")) {
                assertEquals("nothing-chosen", reply.error(), "to leave all is to decline");
                continue;
            }
            assertEquals(Run.State.COMPLETE, kit.runAll(runId(reply)).state());
            assertFalse(kit.text("collections2", session).orElse("").contains(C), mode);
            assertEquals(
                    mode.equals("import"), kit.text("collections2", user).orElse("").contains(C));
        }
    }

    @Test
    void whatIsLeftInTheSessionStaysThereAndIsNotOfferedAgain() {
        kit.set("collections2", SESSION, "[" + collection(C, "Heart", "1:BXDPublish") + "]");
        offer = kit.offer(JANE, "jane@example.org", SESSION);
        assertEquals(3, offer.records().size());

        Run run = kit.runAll(runId(accept("{\"mode\": \"leave\"}")));

        assertEquals(Run.State.COMPLETE, run.state());
        assertEquals(2, Json.tree(run.request()).path("records").size());
        assertTrue(kit.text("collections2", SESSION).orElseThrow().contains(C));
        Offers.Look look =
                kit.claim
                        .offers()
                        .look(JANE, kit.claim.hashing().of("jane@example.org"), List.of(SESSION));
        assertEquals(new Offers.Look.Nothing("already-answered"), look);
    }

    @Test
    void badInputIsNamed() {
        assertEquals("unknown-field", accept("{\"record\": []}").error());
        assertEquals(
                401,
                Call.post("/offers/" + offer.offerId() + "/accept", "no", null)
                        .to(handler)
                        .status());
        assertEquals(
                405,
                Call.get("/offers/" + offer.offerId() + "/accept", "jane").to(handler).status());
        assertEquals(413, accept("{\"records\": [\"" + "x".repeat(300_000) + "\"]}").status());
    }

    private String nothing() {
        Offers.Look look =
                kit.claim
                        .offers()
                        .look(JANE, kit.claim.hashing().of("jane@example.org"), List.of());
        return ((Offers.Look.Nothing) look).why();
    }

    private static String chosen(String... ids) {
        return Json.text(
                Map.of("records", List.of(ids).stream().map(id -> OLD_JANE + "/" + id).toList()));
    }

    private static String runId(Call.Reply reply) {
        assertEquals(202, reply.status(), reply.body().toString());
        return reply.body().path("runId").textValue();
    }

    private Call.Reply accept(String body) {
        return Call.post("/offers/" + offer.offerId() + "/accept", "jane", body).to(handler);
    }

    private Call.Reply decline() {
        return Call.post("/offers/" + offer.offerId() + "/decline", "jane", null).to(handler);
    }
}
