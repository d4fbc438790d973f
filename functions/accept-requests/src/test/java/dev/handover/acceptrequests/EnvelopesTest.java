package dev.handover.acceptrequests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.lambda.RunRequests;
import dev.handover.operation.DataMap;
import dev.handover.run.Confided;
import dev.handover.run.Queues;
import dev.handover.run.Run;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class EnvelopesTest {
    private static final String ASHA = "e2a5c0de-0000-4000-8000-000000000001";
    private static final String RAVI = "e2a5c0de-0000-4000-8000-000000000051";
    private static final List<String> ADMINISTRATORS =
            List.of("e2a5c0de-0000-4000-8000-000000000031", "e2a5c0de-0000-4000-8000-000000000032");

    private final MemoryStack stack = new MemoryStack();
    private final AcceptRequestsHandler handler =
            new AcceptRequestsHandler(stack.engine, RunRequests.of(DataMap.load("inquiry")));

    private void take(SQSEvent event) {
        SQSBatchResponse answer = handler.handleRequest(event, Invocation.unhurried());
        assertEquals(List.of(), answer.getBatchItemFailures(), "none comes again");
    }

    private static String text(String name) {
        return Events.text("accept-requests", name);
    }

    private void takeFile(String name) {
        take(Events.event(SQSEvent.class, text(name)));
    }

    private static String body(String name) {
        return Json.parse(text(name)).at("/Records/0/body").asText();
    }

    private static String changed(String name, String pointer, String field, JsonNode value) {
        ObjectNode body = (ObjectNode) Json.parse(body(name));
        ((ObjectNode) body.at(pointer)).set(field, value);
        return Json.text(body);
    }

    private static String runOf(String name, String... part) {
        String mid = Json.parse(body(name)).path("mid").asText();
        return part.length == 0
                ? DerivedId.of("request", mid).toString()
                : DerivedId.of("request", mid, part[0]).toString();
    }

    private Optional<Confided> confided(String runId) {
        return Confided.of(stack.engine.vault(), runId);
    }

    private List<String> reasons() {
        return stack.queues.sent(Queues.Name.DEAD_REQUESTS).stream()
                .map(sent -> sent.attributes().getOrDefault("reason", "none"))
                .toList();
    }

    private int runs() {
        return stack.engine.ledger().runs.list(null, 100).ids().size();
    }

    @Test
    @DisplayName("a user's deletion as Sunbird really sends it is an erase of that user")
    void asReallySent() {
        takeFile("delete-user");
        Run run = stack.run(runOf("delete-user"));
        assertEquals("erase", run.operation());
        assertEquals(Json.object().put("subject", ASHA), run.request());
        assertFalse(run.dryRun());
        assertEquals(
                Optional.of(new Confided(List.of("asha.rao"), null, ADMINISTRATORS)),
                confided(run.runId()));
    }

    @Test
    @DisplayName("as its documents describe it, without a name, it is the same")
    void asDocumented() {
        takeFile("delete-user-documented");
        Run run = stack.run(runOf("delete-user-documented"));
        assertEquals(
                Json.object().put("subject", "e2a5c0de-0000-4000-8000-000000000002"),
                run.request());
        assertEquals(
                Optional.of(new Confided(List.of(), null, ADMINISTRATORS)), confided(run.runId()));
    }

    @Test
    @DisplayName("the type of the object may be written in any case")
    void typeInAnyCase() {
        takeFile("delete-user-upper-case-type");
        assertEquals(1, runs());
    }

    @Test
    @DisplayName("whom the user managed goes too, each in a run of its own")
    void managedUsers() {
        takeFile("delete-user-managed-users");
        takeFile("delete-user-managed-users");
        assertEquals(3, runs());
        String managed = "e2a5c0de-0000-4000-8000-000000000042";
        Run run = stack.run(runOf("delete-user-managed-users", managed));
        assertEquals(Json.object().put("subject", managed), run.request());
        assertEquals(List.of(), confided(run.runId()).orElseThrow().names(), "not the other's");
    }

    @Test
    @DisplayName(
            "a transfer names both users, the new owner's roles and the asset, if it is for one")
    void transfers() {
        takeFile("ownership-transfer");
        takeFile("ownership-transfer-one-asset");
        Run all = stack.run(runOf("ownership-transfer"));
        assertEquals("transfer", all.operation());
        assertEquals(
                Json.parse(
                        """
                        {"from":"%s","to":"%s","roles":["CONTENT_CREATOR","BOOK_CREATOR"],\
                        "organisation":"0126796199493140480"}\
                        """
                                .formatted(ASHA, RAVI)),
                all.request());
        assertEquals(
                Optional.of(new Confided(List.of("asha.rao"), "Ravi Iyer", List.of())),
                confided(all.runId()));
        assertEquals(
                Json.object().put("id", "do_2140000000000000021").put("type", "QuestionSet"),
                stack.run(runOf("ownership-transfer-one-asset")).request().path("asset"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"ownership-transfer-single-name, Ravi", "ownership-transfer-asset-null, Ravi Iyer"})
    @DisplayName("a new owner with one name will do, and no asset is all of them")
    void transferVariants(String file, String name) {
        takeFile(file);
        Run run = stack.run(runOf(file));
        assertFalse(run.request().has("asset"));
        assertEquals(name, confided(run.runId()).orElseThrow().newName());
    }

    @Test
    @DisplayName("a map may want a new owner with a last name")
    void singleNamesRefused() {
        ObjectNode tree = (ObjectNode) Json.parse(DataMap.text("inquiry"));
        tree.withObject("/transfer").put("single-names", "refuse");
        RunRequests strict = RunRequests.of(DataMap.kept(Json.text(tree)));
        new AcceptRequestsHandler(stack.engine, strict)
                .handleRequest(
                        Events.event(SQSEvent.class, text("ownership-transfer-single-name")),
                        Invocation.unhurried());
        assertEquals(List.of("last-name-needed"), reasons());
    }

    @Test
    @DisplayName("a map that names no roles takes a new owner with any")
    void anyRole() {
        ObjectNode tree = (ObjectNode) Json.parse(DataMap.text("inquiry"));
        tree.withObject("/transfer").putArray("roles");
        RunRequests easy = RunRequests.of(DataMap.kept(Json.text(tree)));
        new AcceptRequestsHandler(stack.engine, easy)
                .handleRequest(
                        Events.event(SQSEvent.class, text("ownership-transfer-role-not-allowed")),
                        Invocation.unhurried());
        assertEquals(1, runs());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "delete-user-blank-user-id, missing-user-id",
        "delete-user-no-user-id, missing-user-id",
        "delete-user-of-content, not-a-user",
        "delete-user-no-object, not-a-user",
        "delete-user-two-user-ids, two-user-ids",
        "delete-user-unknown-action, unknown-action",
        "delete-user-no-edata, missing-edata",
        "delete-user-not-json, not-json",
        "ownership-transfer-no-name, missing-new-name",
        "ownership-transfer-no-roles, missing-roles",
        "ownership-transfer-role-not-allowed, role-not-allowed",
        "ownership-transfer-same-user, same-user",
        "ownership-transfer-no-from, missing-from-user",
        "ownership-transfer-no-to, missing-to-user",
        "ownership-transfer-no-asset-id, missing-asset-id"
    })
    @DisplayName("what Sunbird's job drops without a word is refused with a reason")
    void refusals(String file, String reason) {
        takeFile(file);
        assertEquals(List.of(reason), reasons());
        assertEquals(
                reason, stack.engine.ledger().givenUp.list(null, 1).messages().getFirst().reason());
        assertEquals(0, runs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "[]", "{\"id\":1}", "null", "true", "\"\""})
    @DisplayName("a user's id that is no text is refused, whatever it is")
    void oddIds(String json) {
        take(Events.messages(changed("delete-user", "/edata", "userId", Json.parse(json))));
        assertEquals(List.of("missing-user-id"), reasons());
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "{}", "null", "[7,null,{\"role\":\"org_admin\"},[]]", "\"x\""})
    @DisplayName("a list of users to tell that is none keeps nobody from being forgotten")
    void oddSuggestions(String json) {
        take(
                Events.messages(
                        changed("delete-user", "/edata", "suggested_users", Json.parse(json))));
        assertEquals(List.of(), confided(runOf("delete-user")).orElseThrow().recipients(), json);
    }

    @Test
    @DisplayName("the same mid is the same request, however often and however far apart it comes")
    void theSameMid() {
        takeFile("delete-user");
        take(Events.messages("[]", body("delete-user"))); // another message of the queue
        assertEquals(1, runs());
        take(Events.messages(changed("delete-user", "", "mid", Json.parse("\"LP.1.another\""))));
        assertEquals(1, runs(), "an equal one joins it while it is live");
    }

    @Test
    @DisplayName("without a mid the message's own id is taken")
    void withoutMid() {
        take(Events.messages(changed("delete-user", "", "mid", Json.parse("null"))));
        take(Events.messages(changed("delete-user", "", "mid", Json.parse("null"))));
        assertTrue(
                stack.engine
                        .ledger()
                        .runs
                        .find(DerivedId.of("request", "message-1").toString())
                        .isPresent());
        assertEquals(1, runs());
    }

    @Test
    @DisplayName("a mid that was used for another user is not taken for that one")
    void aMidIsUsedOnce() {
        takeFile("delete-user");
        String other = changed("delete-user", "/edata", "userId", Json.parse("\"" + RAVI + "\""));
        ObjectNode body = (ObjectNode) Json.parse(other);
        body.remove("object");
        body.putObject("object").put("type", "user");
        take(Events.messages(Json.text(body)));
        assertEquals(List.of("request-id-reused"), reasons());
    }

    @Test
    @DisplayName("a system without the operation refuses it for all to see")
    void anotherSystem() {
        AcceptRequestsHandler claimsOnly =
                new AcceptRequestsHandler(stack.engine, RunRequests.of(stack.map));
        claimsOnly.handleRequest(
                Events.event(SQSEvent.class, text("ownership-transfer")), Invocation.unhurried());
        assertEquals(List.of("unknown-operation"), reasons());
    }

    @Test
    @DisplayName("no name and nobody to tell stands in ledger, log or message")
    void nothingInTheOpen() {
        takeFile("delete-user");
        takeFile("ownership-transfer");
        StringBuilder open = new StringBuilder().append(stack.logged);
        stack.ledger.items().forEach(item -> open.append(item.id()).append(item.body()));
        stack.queues.sent(Queues.Name.PLANS).forEach(sent -> open.append(sent.body()));
        for (String secret :
                List.of("asha", "Ravi", "Iyer", "ravi.iyer", "meera", ADMINISTRATORS.getFirst())) {
            assertFalse(open.toString().contains(secret), secret);
        }
    }
}
