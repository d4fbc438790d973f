package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.sync.RequestBody;

import java.io.IOException;
import java.util.Map;

/// A data map in S3 on the embedded parts: put there while everything runs, used from then on, and
/// not when something is wrong with it.
class MapInS3EndToEndTest {
    private static final String BUCKET = "journalbucket"; // any will do

    @Test
    void aMapInS3IsUsedWithoutADeploymentAndABrokenOneIsNot() throws IOException {
        try (DemonstrationRun handover =
                DemonstrationRun.start(Map.of("DATA_MAP", "s3://" + BUCKET + "/maps/ours.yaml"))) {
            Calls operator = new Calls(handover.url(), handover.operatorToken());
            put(handover, "extends: genenetwork\nsystem: ours\n");
            sweep(handover);
            JsonNode map = operator.get("/operator/index").get("map");
            assertEquals(map.get("version").asText(), plan(operator).get("rules").asText());

            put(handover, "extends: genenetwork\nsystem: Ours!\n");
            sweep(handover);
            JsonNode after = operator.get("/operator/index").get("map");
            assertEquals(map.get("version"), after.get("version"));
            assertTrue(
                    after.at("/refused/why").asText().contains("line 2, /system"),
                    after.toString());
            assertTrue(handover.log().contains("data-map-refused"));
            assertFalse(plan(operator).get("rules").asText().isEmpty());
        }
    }

    private static void put(DemonstrationRun handover, String text) {
        handover.s3()
                .putObject(
                        put -> put.bucket(BUCKET).key("maps/ours.yaml"),
                        RequestBody.fromString(text));
    }

    private static void sweep(DemonstrationRun handover) {
        handover.invoke("SweepRunsFunction", "sweep-runs/sweep.json");
    }

    private static JsonNode plan(Calls operator) {
        var request =
                Json.object()
                        .put("operation", "claim")
                        .put("to", "a1c0ffee-0000-4000-8000-000000000001");
        request.withArray("from").add("01d0ffee-0000-4000-8000-000000000001");
        String run = operator.post("/operator/runs", request).get("runId").asText();
        return operator.awaitState("/operator/runs/" + run, "planned");
    }
}
