package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.demonstration.Demonstrated;
import dev.handover.local.house.House;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Each file `events/accept-requests/transfer-sample-*.json`, run by the run command's stack over
/// the demonstration's data of its map: Jane's goes to Bob, another's stays.
class TransferSampleEventsTest {
    private interface Look {
        void at(DemonstrationRun demonstration, Demonstrated data);
    }

    private static void run(String map, String told, Look look) throws Exception {
        Path event = House.file("events/accept-requests/transfer-" + map + ".json");
        try (DemonstrationRun demonstration = DemonstrationRun.start(Map.of("DATA_MAP", map))) {
            assertEquals(told, TransferEventsTest.told(demonstration.run(event)));
            look.at(demonstration, new Demonstrated(demonstration.stack(), map));
        }
    }

    private static void assertIs(String text, String... fields) {
        JsonNode document = Json.parse(text);
        for (int i = 0; i < fields.length; i += 2) {
            assertEquals(fields[i + 1], document.path(fields[i]).asText());
        }
    }

    @Test
    void itemsOfADynamoTableAreGiven() throws Exception {
        run(
                "sample-dynamo",
                "COMPLETE found 3 changed 3",
                (_, data) -> {
                    String given = data.text("tables", "documents", "doc-2");
                    assertIs(given, "ownerId", "bob-2", "ownerName", "Bob Roe", "title", "Seeds");
                    String others = data.text("tables", "documents", "doc-4");
                    assertIs(others, "ownerId", "joe-3", "ownerName", "Joe Poe");
                });
    }

    @Test
    void chosenNotesOfARedisHashAreGiven() throws Exception {
        run(
                "sample-redis",
                "COMPLETE found 3 changed 1 skipped 2, owned-by-another, unknown-record",
                (_, data) -> {
                    String given = data.text("redis", "notes", "note-1");
                    assertIs(given, "owner", "bob-2", "ownerName", "Bob Roe");
                    assertIs(data.text("redis", "notes", "note-2"), "owner", "jane-1");
                    assertIs(data.text("redis", "notes", "note-3"), "owner", "joe-3");
                });
    }

    @Test
    void filesMoveToTheNewOwnersPrefix() throws Exception {
        run(
                "sample-files",
                "COMPLETE found 3 changed 2 skipped 1, key-taken",
                (demonstration, _) -> {
                    S3Client s3 = demonstration.s3();
                    assertEquals(
                            List.of(
                                    "users/bob-2/garden/plan.svg",
                                    "users/bob-2/same.txt",
                                    "users/bob-2/seeds.csv",
                                    "users/jane-1/same.txt",
                                    "users/jane-12/other.txt"),
                            s3.listObjectsV2(list -> list.bucket("user-files")).contents().stream()
                                    .map(S3Object::key)
                                    .toList());
                    assertEquals(
                            "image/svg+xml",
                            s3.headObject(head ->
                                            head.bucket("user-files")
                                                    .key("users/bob-2/garden/plan.svg"))
                                    .contentType());
                });
    }

    @Test
    @Tag("servers")
    void rowsOfATableAreGivenAndWhoEditedThemStays() throws Exception {
        run(
                "sample-sql",
                "COMPLETE found 2 changed 2",
                (_, data) -> {
                    String given = data.text("database", "documents", "doc-2");
                    assertIs(given, "owner_id", "bob-2", "owner_name", "Bob Roe");
                    assertIs(given, "edited_by", "Joe Poe");
                    assertIs(data.text("database", "documents", "doc-3"), "owner_id", "joe-3");
                });
    }
}
