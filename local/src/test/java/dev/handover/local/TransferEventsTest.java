package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.demonstration.Demonstrated;
import dev.handover.local.house.House;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Each file `events/accept-requests/ownership-transfer*.json` and `transfer*.json`, but for the
/// sample maps' ([TransferSampleEventsTest]), run by the run command's stack over the
/// demonstration's data in a real Neo4j, Cassandra and Redis: those about one asset first, those
/// about all of a user's last, who then has nothing left.
@Tag("servers")
class TransferEventsTest {
    private static final String RAVI = "e2a5c0de-0000-4000-8000-000000000051";

    private static boolean isOfAll(String name) {
        return name.equals("ownership-transfer") || name.endsWith("-asset-null");
    }

    private static List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(House.file("events/accept-requests"))) {
            return files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name ->
                            name.startsWith("ownership-transfer") || name.startsWith("transfer"))
                    .filter(name -> !name.startsWith("transfer-sample"))
                    .sorted(
                            Comparator.comparing(TransferEventsTest::isOfAll)
                                    .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    static String told(DemonstrationRun.Ran ran) {
        if (ran.out().isEmpty()) {
            return ran.exit() + ran.err().replaceFirst("(?s).*Refused( \\(.*\\)):.*", "$1");
        }
        JsonNode receipt = Json.parse(ran.out()).path("receipt");
        StringBuilder told = new StringBuilder().append(ran.exit());
        if (receipt.path("why").isTextual()) {
            told.append(' ').append(receipt.path("why").asText());
        }
        told.append(DemonstrationRun.Ran.counted(receipt));
        receipt.path("records")
                .forEach(line -> told.append(", ").append(line.path("reason").asText()));
        return told.toString();
    }

    @Test
    @DisplayName("each ends as it should, the data shows the new owner, and no receipt a name")
    void eachEndsAsItShould() throws Exception {
        List<String> told = new ArrayList<>();
        try (DemonstrationRun demonstration =
                DemonstrationRun.start(Map.of("DATA_MAP", "sunbird"))) {
            Demonstrated data = new Demonstrated(demonstration.stack());
            for (String name : files()) {
                DemonstrationRun.Ran ran =
                        demonstration.run(House.file("events/accept-requests/" + name + ".json"));
                told.add(name + ": " + told(ran));
                assertFalse(ran.out().matches("(?s).*(Rao|Shah|Iyer|Prakash).*"), ran.out());
            }
            assertEquals(
                    """
                    ownership-transfer-after-deletion: COMPLETE found 2 changed 1 unchanged 1
                    ownership-transfer-book: COMPLETE found 10 changed 7 unchanged 3
                    ownership-transfer-in-others-hierarchies: COMPLETE found 8 changed 5 unchanged 3
                    ownership-transfer-no-asset-id: REFUSED (missing-asset-id)
                    ownership-transfer-no-from: REFUSED (missing-from-user)
                    ownership-transfer-no-name: REFUSED (missing-new-name)
                    ownership-transfer-no-roles: REFUSED (missing-roles)
                    ownership-transfer-no-to: REFUSED (missing-to-user)
                    ownership-transfer-of-a-third-user: COMPLETE found 2 unchanged 1 skipped 1, owned-by-another
                    ownership-transfer-one-asset: COMPLETE found 6 changed 4 unchanged 2
                    ownership-transfer-other-type: COMPLETE found 6 changed 1 unchanged 4 skipped 1, other-type
                    ownership-transfer-retired: COMPLETE found 3 changed 1 unchanged 1 skipped 1, retired
                    ownership-transfer-role-not-allowed: REFUSED (role-not-allowed)
                    ownership-transfer-same-user: REFUSED (same-user)
                    ownership-transfer-single-name: COMPLETE found 7 changed 4 unchanged 3
                    ownership-transfer-to-a-deleted-user: REFUSED deleted-new-owner
                    ownership-transfer-to-an-unknown-user: REFUSED unknown-new-owner
                    ownership-transfer-to-another-organisation: REFUSED other-organisation
                    ownership-transfer-unknown-asset: COMPLETE found 1 skipped 1, unknown-record
                    transfer-list: COMPLETE found 6 changed 2 unchanged 2 skipped 2, unknown-record, owned-by-another
                    transfer-types: COMPLETE found 2 changed 1 unchanged 1
                    ownership-transfer: COMPLETE
                    ownership-transfer-asset-null: COMPLETE\
                    """,
                    String.join("\n", told));
            JsonNode question = data.node("do_2140000000000000001");
            assertEquals(RAVI, question.path("createdBy").asText());
            assertEquals("Sam Verma", data.node("do_2140000000000000003").path("creator").asText());
        }
    }
}
