package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.emulator.AwsCall;
import dev.handover.local.emulator.CallRecorder;
import dev.handover.local.emulator.Privileges;
import dev.handover.local.house.House;
import dev.handover.local.template.Names;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import software.amazon.awssdk.core.sync.RequestBody;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What functions do in a system's own tables and buckets, and to a data map in S3, held against
/// what the template grants for them: both ways. The sample maps have such stores.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreRightsTest {
    private static final String TABLE = Names.arn("dynamodb", "table/documents");
    private static final String BUCKET = "arn:aws:s3:::user-files";
    private static final String MAP = "arn:aws:s3:::user-maps/ours.yaml";

    private Set<AwsCall> allowed;
    private Set<AwsCall> done;

    @BeforeAll
    void use() throws Exception {
        allowed =
                Privileges.withShared(
                        House.template(
                                Map.of(
                                        "StoreTables", TABLE,
                                        "StoreBuckets", BUCKET,
                                        "DataMapObject", MAP)));
        giveAndUndo(
                Path.of("src", "test", "resources", "store-rights.yaml")
                        .toAbsolutePath()
                        .toString(),
                "transfer-sample-dynamo",
                operator -> operator.get("/operator/survey"));
        giveAndUndo("sample-files", "transfer-sample-files", _ -> {});
        adoptMap();
        done =
                CallRecorder.embedded().stream()
                        .filter(call -> isTheSystems(call.resource()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void giveAndUndo(String map, String event, Consumer<Calls> more)
            throws Exception {
        try (DemonstrationRun handover = DemonstrationRun.start(Map.of("DATA_MAP", map))) {
            var ran = handover.run(House.file("events/accept-requests/" + event + ".json"));
            assertEquals(Exit.COMPLETE, ran.exit(), ran.err());
            Calls operator = new Calls(handover.url(), handover.operatorToken());
            String run =
                    "/operator/runs/" + operator.get("/operator/runs").at("/runs/0/runId").asText();
            operator.post(run + "/undo", Json.object());
            operator.awaitState(run, "undone");
            more.accept(operator);
        }
    }

    private static void adoptMap() throws Exception {
        try (DemonstrationRun handover =
                DemonstrationRun.start(Map.of("DATA_MAP", "s3://user-maps/ours.yaml"))) {
            handover.s3().createBucket(bucket -> bucket.bucket("user-maps"));
            handover.s3()
                    .putObject(
                            put -> put.bucket("user-maps").key("ours.yaml"),
                            RequestBody.fromString("extends: genenetwork\nsystem: ours\n"));
            handover.invoke("SweepRunsFunction", "sweep-runs/sweep.json");
            JsonNode index =
                    new Calls(handover.url(), handover.operatorToken()).get("/operator/index");
            assertTrue(index.at("/map/version").isTextual(), index.toString());
        }
    }

    /// Rights that these runs can't use: nothing in the samples makes or removes an item, as claims
    /// do, and the S3 here keeps no tags. The stores' own tests do.
    private static final Set<String> NOT_HERE =
            new TreeSet<>(Set.of("dynamodb:PutItem", "dynamodb:DeleteItem", "s3:PutObjectTagging"));

    @Test
    void functionsDoNothingInTheSystemsStoresThatTheirRolesDoNotAllow() {
        Set<AwsCall> missing = new TreeSet<>(done);
        missing.removeIf(call -> allowed.stream().anyMatch(right -> right.covers(call)));
        assertEquals(Set.of(), missing);
    }

    @Test
    void everyActionThatIsAllowedThereIsDoneBySomeFunction() {
        Set<String> unused =
                allowed.stream()
                        .filter(right -> isTheSystems(right.resource()))
                        .map(AwsCall::action)
                        .collect(Collectors.toCollection(TreeSet::new));
        done.forEach(call -> unused.remove(call.action()));
        assertEquals(NOT_HERE, unused);
    }

    @Test
    void onlyTheSweepReadsADataMapInS3() {
        assertEquals(
                Set.of(new AwsCall("SweepRunsFunction", "s3:GetObject", MAP)),
                done.stream()
                        .filter(call -> call.resource().equals(MAP))
                        .collect(Collectors.toSet()));
    }

    private static boolean isTheSystems(String resource) {
        return Stream.of(TABLE, BUCKET, MAP).anyMatch(resource::startsWith);
    }
}
