package dev.handover.followrun;

import static dev.handover.operation.offer.ClaimKit.A;
import static dev.handover.operation.offer.ClaimKit.B;
import static dev.handover.operation.offer.ClaimKit.JANE;
import static dev.handover.operation.offer.ClaimKit.OLD_JANE;
import static dev.handover.operation.offer.ClaimKit.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.operation.offer.Answers;
import dev.handover.operation.offer.Call;
import dev.handover.operation.offer.ClaimKit;
import dev.handover.operation.offer.Maps;
import dev.handover.operation.offer.Offer;
import dev.handover.operation.offer.Person;
import dev.handover.run.Run;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Set;

class FollowRunTest {
    private final ClaimKit kit = new ClaimKit(Maps.verifiedEmail());
    private final FollowRunHandler handler = new FollowRunHandler(kit.persons(), kit.engine);
    private String before;
    private String runId;

    @BeforeEach
    void janeHasAcceptedAnOffer() {
        kit.jane();
        kit.old(
                OLD_JANE,
                collection(A, "Liver", "1:BXDPublish"),
                "{\"id\": \"" + B + "\", \"name\": \"Bad\"}");
        before = kit.text("collections", OLD_JANE).orElseThrow();
        Offer offer = kit.offer(JANE, "jane@example.org");
        Person jane = new Person(JANE, "jane@example.org", Set.of("email_verified"));
        runId =
                ((Answers.Outcome.Accepted)
                                kit.claim
                                        .answers(kit.engine)
                                        .accept(
                                                jane,
                                                offer.offerId(),
                                                new Offer.Choice(null, Offer.Mode.IMPORT)))
                        .runId();
    }

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void aPersonSeesTheirRunFromBeginningToEnd() {
        assertEquals("queued", get("").body().path("state").textValue());
        assertEquals(409, get("/receipt").status(), "there is none yet");

        kit.runAll(runId);

        JsonNode run = get("").body();
        assertEquals("complete", run.path("state").textValue());
        assertEquals(2, run.path("counts").path("found").intValue());
        assertEquals(1, run.path("counts").path("changed").intValue());
        assertEquals(1, run.path("counts").path("unsupported").intValue());
        assertEquals(0, run.path("counts").path("pending").intValue());
        assertEquals("2026-02-04", run.path("undoUntil").textValue().substring(0, 10));
        assertFalse(
                run.has("requestedBy") || run.has("why"), "operators' names are nobody's business");
    }

    @Test
    void theReceiptIsInPlainWordsAndHoldsNothingOfThePerson() {
        kit.runAll(runId);

        JsonNode receipt = get("/receipt").body();

        List<String> words = receipt.path("words").valueStream().map(JsonNode::textValue).toList();
        assertTrue(
                words.getFirst()
                        .matches(
                                "The move was finished on 5 January 2026, 10:\\d\\d UTC and"
                                        + " checked\\."),
                words.toString());
        assertTrue(words.contains("2 records found."), words.toString());
        assertTrue(words.contains("1 record: moved to your account."), words.toString());
        assertTrue(words.contains("1 record: damaged, so left where it was."), words.toString());
        assertEquals(runId, receipt.path("receipt").path("runId").textValue());
        assertTrue(receipt.path("signed").path("receipt").textValue().contains(runId));
        String all = receipt.toString();
        assertFalse(all.contains("Liver") || all.contains("jane@") || all.contains("Jane"), all);
    }

    @Test
    void aPersonTakesTheirRunBackToTheByte() {
        kit.runAll(runId);
        assertFalse(kit.text("collections", OLD_JANE).orElse("").contains(A));

        assertEquals(202, undo("jane").status());
        kit.now = kit.now.plus(Duration.ofMinutes(2));
        assertEquals(Run.State.UNDONE, kit.runAll(runId).state());

        assertEquals(before, kit.text("collections", OLD_JANE).orElseThrow());
        assertEquals(java.util.Optional.empty(), kit.text("collections2", JANE));
        Call.Reply again = undo("jane");
        assertEquals(409, again.status());
        assertEquals("undone", again.body().path("state").textValue());
        assertTrue(
                get("/receipt")
                        .body()
                        .path("words")
                        .get(0)
                        .textValue()
                        .startsWith("Taking it back was finished"));
    }

    @Test
    void afterItsTimeARunCanNotBeTakenBack() {
        kit.runAll(runId);
        kit.now = kit.now.plus(Duration.ofDays(31));

        assertEquals(409, undo("jane").status());
    }

    @Test
    void hazard09AnothersRunDoesNotExist() {
        kit.auth.knows("mallory", "mallory", "jane@example.org", "");

        assertEquals(404, Call.get("/runs/" + runId, "mallory").to(handler).status());
        assertEquals(404, Call.get("/runs/" + runId + "/receipt", "mallory").to(handler).status());
        assertEquals(404, undo("mallory").status());
        assertEquals(401, undo("nobody").status());
        assertEquals(404, Call.get("/runs/none", "jane").to(handler).status());
    }

    private Call.Reply get(String what) {
        return Call.get("/runs/" + runId + what, "jane").to(handler);
    }

    private Call.Reply undo(String token) {
        return Call.post("/runs/" + runId + "/undo", token, null).to(handler);
    }
}
