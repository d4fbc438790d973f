package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.demonstration.Demonstrated;
import dev.handover.local.house.House;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Each file `events/accept-requests/delete-user*.json`, run by the run command's stack over the
/// demonstration's data in a real Neo4j, Cassandra and Redis, to its receipt or refusal. Then the
/// data is looked at, also what must not have changed.
@Tag("servers")
class DeleteUserEventsTest {
    /// One record of `delete-user-on-hold.json` is held meanwhile.
    private static final String HELD = "do_2140000000000000451";

    private static final Map<String, DemonstrationRun.Ran> RAN = new TreeMap<>();
    private static DemonstrationRun demonstration;
    private static Demonstrated data;
    private static List<String> stillNamed;

    @BeforeAll
    static void runAll() throws Exception {
        demonstration = DemonstrationRun.start(Map.of("DATA_MAP", "sunbird"));
        data = new Demonstrated(demonstration.stack());
        calls().post("/operator/holds", Json.object().put("what", HELD).put("why", "a test"));
        try (ExecutorService some = Executors.newFixedThreadPool(4)) {
            Map<String, Future<DemonstrationRun.Ran>> running = new TreeMap<>();
            for (Path file : files()) {
                running.put(
                        file.getFileName().toString().replace(".json", ""),
                        some.submit(() -> demonstration.run(file)));
            }
            for (String file : running.keySet()) {
                RAN.put(file, running.get(file).get());
            }
        }
        stillNamed =
                data.naming(
                        "Rao|rao|Das|Nair|Patel|Madhuri|Menon|Iyer|Shah|Pillai|Bose|Sen"
                                + "|Roy|O'Neil|//|Ghosh|Prakash|Kumar");
    }

    @AfterAll
    static void stop() {
        demonstration.close();
    }

    private static Calls calls() {
        return new Calls(demonstration.url(), demonstration.operatorToken());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(House.file("events/accept-requests"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("delete-user"))
                    .sorted()
                    .toList();
        }
    }

    /// With their signatures; of the people whom somebody managed, several.
    private static List<JsonNode> receipts(DemonstrationRun.Ran ran) {
        List<JsonNode> receipts = new ArrayList<>();
        if (!ran.out().isEmpty()) {
            JsonNode out = Json.parse(ran.out());
            if (out.isArray()) {
                out.forEach(receipts::add);
            } else {
                receipts.add(out);
            }
        }
        return receipts;
    }

    private static JsonNode receipt(String file) {
        return receipts(Objects.requireNonNull(RAN.get(file), file)).getFirst();
    }

    /// How it ended, the counts that are not zero, the reasons and the mentions.
    private static String told(DemonstrationRun.Ran ran) {
        return receipts(ran).isEmpty()
                ? ran.exit() + ran.err().replaceFirst("(?s).*Refused( \\(.*\\)):.*", "$1")
                : ran.exit()
                        + receipts(ran).stream()
                                .map(receipt -> told(receipt.path("receipt")))
                                .collect(Collectors.joining(";"));
    }

    private static String told(JsonNode receipt) {
        StringBuilder told = new StringBuilder();
        told.append(DemonstrationRun.Ran.counted(receipt));
        receipt.path("records")
                .forEach(line ->
                        told.append(", ")
                                .append(line.path("reason").asText())
                                .append(' ')
                                .append(
                                        line.path("record")
                                                .asText()
                                                .replaceFirst("do_2140+", "…")));
        receipt.path("mentions")
                .properties()
                .forEach(rule ->
                        told.append(", mention ")
                                .append(rule.getKey())
                                .append(' ')
                                .append(rule.getValue()));
        return told.toString();
    }

    @Test
    @DisplayName("each ends as it should, with the counts and the reasons that it should")
    void eachEndsAsItShould() {
        assertEquals(
                """
                delete-user: COMPLETE found 11 changed 9 unchanged 2, mention name-elsewhere 1
                delete-user-blank-user-id: REFUSED (missing-user-id)
                delete-user-book: COMPLETE found 10 changed 7 unchanged 3
                delete-user-broken-hierarchy: COMPLETE found 8 changed 3 unchanged 4 unsupported 1, broken-json …701
                delete-user-copies: COMPLETE found 6 changed 2 unchanged 3 unsupported 1, broken-json …603, mention unreadable 1
                delete-user-documented: COMPLETE found 2 changed 1 unchanged 1
                delete-user-images: COMPLETE found 4 changed 3 unchanged 1
                delete-user-in-others-hierarchies: COMPLETE found 8 changed 5 unchanged 3
                delete-user-lists: COMPLETE found 6 changed 2 unchanged 3 unsupported 1, list …551, mention later-occurrence 1, mention list 1
                delete-user-managed-users: COMPLETE found 2 changed 1 unchanged 1; found 2 changed 1 unchanged 1; found 2 changed 1 unchanged 1
                delete-user-many: COMPLETE found 800 changed 400 unchanged 400
                delete-user-no-edata: REFUSED (missing-edata)
                delete-user-no-object: REFUSED (not-a-user)
                delete-user-no-user-id: REFUSED (missing-user-id)
                delete-user-not-json: REFUSED (not-json)
                delete-user-odd-name: COMPLETE found 4 changed 2 unchanged 2
                delete-user-of-content: REFUSED (not-a-user)
                delete-user-on-hold: INCOMPLETE found 4 changed 1 unchanged 1 held 2, held …451
                delete-user-parent-visibility: COMPLETE found 8 changed 4 unchanged 4
                delete-user-retired: COMPLETE found 3 changed 1 unchanged 1 skipped 1, retired …301, mention retired 1
                delete-user-single-name: COMPLETE found 2 changed 1 unchanged 1
                delete-user-two-user-ids: REFUSED (two-user-ids)
                delete-user-unknown-action: REFUSED (unknown-action)
                delete-user-unknown-user: COMPLETE
                delete-user-upper-case-type: COMPLETE found 1 changed 1\
                """,
                RAN.entrySet().stream()
                        .map(one -> one.getKey() + ": " + told(one.getValue()))
                        .collect(Collectors.joining("\n")));
    }

    @Test
    @DisplayName("names stand only where a rule leaves them, or where they are somebody else's")
    void namesStandOnlyWhereARuleLeavesThem() {
        assertEquals(
                List.of(
                        "graph do_2140000000000000002", // another's name as author
                        "graph do_2140000000000000301", // retired
                        "graph do_2140000000000000451", // held
                        "graph do_2140000000000000551", // a list, for inQuiry
                        "graph do_2140000000000000552", // a later occurrence in a list, for Knowlg
                        "graph do_2140000000000000603", // originData is no JSON
                        "graph do_2140000000000000901"), // the same name with another's id
                stillNamed);
    }

    @Test
    @DisplayName("what isn't the person's name stays as it was, ids too")
    void whatIsNotTheNameStays() {
        JsonNode question = data.node("do_2140000000000000001");
        assertEquals("Deleted User", question.path("creator").asText());
        assertEquals("Deleted User", question.path("author").asText());
        assertEquals("e2a5c0de-0000-4000-8000-000000000001", question.path("createdBy").asText());
        assertEquals("1.1", question.path("schemaVersion").asText());
        assertEquals("Photosynthesis", question.path("name").asText());
        JsonNode published = data.node("do_2140000000000000003");
        assertEquals("Sam Verma", published.path("creator").asText());
        assertEquals("Deleted User", published.path("publisher").asText());
        JsonNode injection = data.node("do_2140000000000000652");
        assertEquals("Live", injection.path("status").asText());
        assertEquals("Deleted User", injection.path("creator").asText());
        assertEquals(
                "{\"name\":\"Rainbows\",\"author\":\"Deleted User\",\"license\":\"CC BY 4.0\","
                        + "\"copyType\":\"deep\"}",
                data.node("do_2140000000000000602").path("originData").asText());
        assertEquals(
                Json.parse("[\"Tara Singh\",\"Deleted User\",\"Lata Sen\"]"),
                data.node("do_2140000000000000552").path("creator"));
    }

    @Test
    @DisplayName("in somebody else's hierarchy the name goes wherever it occurs, and nothing else")
    void othersHierarchies() {
        String hierarchy = data.row("questionset_hierarchy", "do_2140000000000000421", "hierarchy");
        assertEquals(3, hierarchy.split("\"creator\":\"Deleted User\"", -1).length - 1);
        assertTrue(hierarchy.contains("\"creator\":\"Sam Verma\""), hierarchy);
        assertEquals(
                "{\"identifier\":\"do_2140000000000000701\",\"creator\":\"Nila Gh",
                data.row("questionset_hierarchy", "do_2140000000000000701", "hierarchy"));
        assertEquals(
                "{\"do_2140000000000000752\":{\"name\":\"Chapter 1\","
                        + "\"children\":[\"do_2140000000000000753\"],\"root\":false}}",
                data.row("content_hierarchy", "do_2140000000000000751", "relational_metadata"));
    }

    @Test
    @DisplayName("what was cached of it is evicted, and nobody else's")
    void caches() {
        assertFalse(data.isCached("*", "do_2140000000000000001"));
        assertFalse(data.isCached("qs_hierarchy_*", "do_2140000000000000021"));
        assertFalse(data.isCached("qs_hierarchy_*", "do_2140000000000000421"), "another's set");
        assertFalse(data.isCached("hierarchy_*", "do_2140000000000000752"), "a chapter");
        assertTrue(data.isCached("*", "do_2140000000000000902"));
    }

    @Test
    @DisplayName("each receipt is good, and isn't with a character changed")
    void eachReceiptIsGood() {
        RAN.values().stream()
                .flatMap(ran -> receipts(ran).stream())
                .forEach(receipt -> {
                    String said = demonstration.checksReceipt(receipt.toPrettyString());
                    assertTrue(said.endsWith("counts add up"), said);
                    String other =
                            receipt.toString().replaceFirst("\"found\":\\d+", "\"found\":77");
                    assertThrows(
                            AssertionError.class, () -> demonstration.checksReceipt(other), other);
                });
    }

    @Test
    @DisplayName("a person's copy says what stays and why, without a name or an id")
    void thePersonsCopy() {
        String words = receipt("delete-user-retired").at("/receipt/words").toString();
        assertTrue(words.contains("1 record: they are retired"), words);
        assertTrue(words.contains("Bundles that were made or downloaded before"), words);
        RAN.values()
                .forEach(ran -> {
                    assertFalse(ran.out().matches("(?s).*(Rao|Menon|Lata|Indu|Mani).*"), ran.out());
                    receipts(ran)
                            .forEach(one -> assertFalse(words(one).contains("do_"), words(one)));
                });
    }

    private static String words(JsonNode receipt) {
        return receipt.at("/receipt/words").toString();
    }

    @Test
    @DisplayName("when the hold is released and the run redriven, it is complete")
    void afterTheHold() {
        String run =
                "/operator/runs/" + receipt("delete-user-on-hold").at("/receipt/runId").asText();
        assertEquals(204, calls().status("DELETE", "/operator/holds?what=" + HELD, null));
        calls().awaitState(run, "complete");
        assertEquals("Deleted User", data.node(HELD).path("creator").asText());
    }
}
