package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.local.emulator.AwsCall;
import dev.handover.local.emulator.CallRecorder;
import dev.handover.local.emulator.Cloud;
import dev.handover.local.emulator.CloudStack;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Functions;
import dev.handover.local.functions.LocalFunction;
import dev.handover.local.house.House;
import dev.handover.local.template.Function;
import dev.handover.local.template.Names;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.iam.IamClient;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// What functions do once in a stack's life, and what one can't do without a right: where somebody
/// asks for rights.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RightsEndToEnd {
    static final AwsCall TAKEN_AWAY = new AwsCall("ApplyBatchFunction", "s3:PutObject", "*");

    /// The stack's own key, with which addresses are hashed.
    private static final Map<String, AttributeValue> OWN_KEY =
            Map.of(
                    "pk", AttributeValue.fromS("KEY#accounts"),
                    "sk", AttributeValue.fromS("KEY"));

    private DemonstrationRun handover;
    private Calls operator;

    abstract Launcher launcher();

    private Cloud cloud() {
        return launcher().cloud();
    }

    private CloudStack stack() {
        return launcher().stacks().getLast();
    }

    /// With a data map whose undo is over soon.
    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        String map = House.text("shared/src/main/resources/maps/genenetwork.yaml");
        Path brief =
                Files.writeString(
                        folder.resolve("map.yaml"), map.replace("undo: P30D", "undo: PT1S"));
        handover = launcher().launch("rights", brief.toString());
        operator = new Calls(handover.url(), handover.operatorToken());
    }

    @AfterAll
    void stop() {
        handover.close();
    }

    private String claim(int to, int from) {
        ObjectNode request =
                Json.object()
                        .put("operation", "claim")
                        .put("to", "a1c0ffee-0000-4000-8000-%012d".formatted(to))
                        .put("dryRun", false);
        request.withArray("from").add("01d0ffee-0000-4000-8000-%012d".formatted(from));
        return "/operator/runs/" + operator.post("/operator/runs", request).get("runId").asText();
    }

    @Test
    @Order(1)
    void aRunWhoseUndoIsOverLosesItsKey() {
        String run = claim(6, 6);
        operator.awaitState(run, "complete");
        Calls.await(
                "the run to be sealed",
                () -> {
                    handover.invoke("SweepRunsFunction", "sweep-runs/sweep.json");
                    return operator.get(run).path("sealedAt").isTextual();
                });
    }

    /// An index that meets another key begins anew: everything that was hashed with the old one
    /// goes.
    private static final Map<String, String> MAKERS =
            Map.of(
                    "OfferAtLoginFunction", "offer-at-login/login.json",
                    "NoteLoginFunction", "note-login/event-bridge-login.json",
                    "IndexAccountsFunction", "index-accounts/walk.json");

    @Test
    @Order(2)
    void whicheverFunctionIsFirstMakesTheStacksKeyAndTheNextProcessFindsIt(@TempDir Path folder)
            throws Exception {
        String table = String.valueOf(stack().physicalIds().get("KeysTable"));
        try (DynamoDbClient dynamo = cloud().dynamo();
                FunctionLog log = FunctionLog.to(folder.resolve("log"), InstantSource.system())) {
            for (Function maker : handover.functions()) {
                if (MAKERS.containsKey(maker.logicalId())) {
                    dynamo.deleteItem(delete -> delete.tableName(table).key(OWN_KEY));
                    invokeNew(maker, log);
                    var made = dynamo.getItem(get -> get.tableName(table).key(OWN_KEY)).item();
                    assertFalse(made.isEmpty(), maker.logicalId());
                    invokeNew(maker, log);
                    // who looks for its offers needs that key
                    Calls.await("the noted login", () -> handover.isEmpty("LoginsQueue"));
                    assertEquals(
                            made, dynamo.getItem(get -> get.tableName(table).key(OWN_KEY)).item());
                }
            }
        }
    }

    /// In a process of its own, as far as what it remembers goes.
    private static void invokeNew(Function function, FunctionLog log) throws Exception {
        try (Functions fresh =
                Functions.build(
                        List.of(function),
                        Map.of("AWS_REGION", Names.REGION),
                        LocalFunction.host(InstantSource.system()),
                        log)) {
            String event = "events/" + MAKERS.get(function.logicalId());
            fresh.invoke(function.logicalId(), House.text(event).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    @Order(3)
    void aFunctionThatLacksARightCannotDoWhatItShould() {
        String role = stack().physicalIds().get("ApplyBatchRole");
        try (IamClient iam = cloud().iam()) {
            String allowed =
                    iam.getRolePolicy(policy -> policy.roleName(role).policyName("apply-batch"))
                            .policyDocument();
            JsonNode document = Json.parse(URLDecoder.decode(allowed, StandardCharsets.UTF_8));
            for (JsonNode statement : document.get("Statement")) {
                if (statement.get("Action").toString().contains(TAKEN_AWAY.action())) {
                    ((ObjectNode) statement).put("Action", "s3:GetObject");
                }
            }
            iam.putRolePolicy(policy ->
                    policy.roleName(role)
                            .policyName("apply-batch")
                            .policyDocument(document.toString()));
        }
        String run = claim(8, 11);
        Calls.await(
                "a refusal",
                () ->
                        CallRecorder.denied().stream()
                                .anyMatch(call ->
                                        call.function().equals(TAKEN_AWAY.function())
                                                && call.action().equals(TAKEN_AWAY.action())));
        assertEquals("running", operator.get(run).get("state").asText());
        assertEquals(0, operator.get(run).at("/counts/changed").asInt());
    }
}
