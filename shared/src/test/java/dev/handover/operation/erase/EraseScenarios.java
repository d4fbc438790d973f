package dev.handover.operation.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.operation.DataMap;
import dev.handover.run.Controls;
import dev.handover.run.Holds;
import dev.handover.run.Run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What happens to every kind of record when a user of Sunbird is deleted. Each test fills a
/// system, erases Jane, and looks at all of it. Written once, for stores in memory and on real
/// servers.
public abstract class EraseScenarios extends SunbirdScenarios {
    protected static final String JANES =
            "{\"createdBy\":\"#jane\",\"creator\":\"Jane Doe\",\"name\":\"A question\"}";

    @TempDir Path folder;

    /// Bytes of a hierarchy that can be kept and not be changed.
    protected abstract int tooLarge();

    protected final DataMap map(String yaml) {
        try {
            return DataMap.load(Files.writeString(folder.resolve("map.yaml"), yaml).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- nodes

    @ParameterizedTest
    @ValueSource(
            strings = {"Draft", "Review", "Live", "Unlisted", "Flagged", "Processing", "Failed"})
    void aRecordOfEveryStatusLosesTheNameAndKeepsTheId(String status) {
        Sunbird sunbird = inquiry().node("#q", "Question", with(status, ""));
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals(sunbird.id("#jane"), sunbird.node("#q").path("createdBy").asText());
        assertEquals(1, sunbird.receipt(run).byKind().byKind().get("graph/Question").changed());
    }

    @Test
    void aRetiredRecordIsSkippedAndMentioned() {
        Sunbird sunbird = inquiry().node("#q", "Question", with("Retired", ""));
        String before = sunbird.nodeText("#q");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(before, sunbird.nodeText("#q"));
        assertEquals("retired", line(sunbird, run, "#q").reason());
        assertEquals(Map.of("retired", 1L), sunbird.receipt(run).mentions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Default", "Parent", "Private", "Protected"})
    void everyVisibilityIsChangedAndCounted(String visibility) {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                with("Live", ",\"visibility\":\"" + visibility + "\""));
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(1, counts(sunbird, run).changed());
    }

    @ParameterizedTest
    @CsvSource({"'',1", "1.0,1", "1.1,1", "2.0,0"})
    void aSchemaVersionIsFoundIfTheMapNamesIt(String version, int changed) {
        String field = version.isEmpty() ? "" : ",\"schemaVersion\":\"" + version + "\"";
        Sunbird sunbird = inquiry().node("#q", "Question", with("Live", field));
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(changed, counts(sunbird, run).changed());
        assertEquals(
                changed == 1 ? null : Map.of("no-mapped-type", 1L),
                sunbird.receipt(run).mentions());
    }

    @Test
    void aLiveRecordAndItsUnpublishedCopyAreBothChanged() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#q.img", "QuestionImage", with("Draft", ""))
                        .node("#only.img", "QuestionImage", with("Draft", ""));
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        for (String id : List.of("#q", "#q.img", "#only.img")) {
            assertEquals("Deleted User", sunbird.node(id).path("creator").asText());
        }
        assertEquals(3, counts(sunbird, run).changed() - evicted(sunbird, run));
    }

    private static long evicted(Sunbird sunbird, Run run) {
        return sunbird.receipt(run).byKind().byKind().entrySet().stream()
                .filter(kind -> kind.getKey().startsWith("cache/"))
                .mapToLong(kind -> kind.getValue().changed())
                .sum();
    }

    @Test
    void whoOnlyPublishedIsErasedAsPublisherOnly() {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                """
                                {"createdBy":"#joe","creator":"Joe","lastPublishedBy":"#jane",
                                 "publisher":"Jane Doe","author":"Joe"}
                                """);
        isComplete(sunbird, sunbird.erase());
        JsonNode node = sunbird.node("#q");
        assertEquals("Joe", node.path("creator").asText());
        assertEquals("Deleted User", node.path("publisher").asText());
        assertEquals("Joe", node.path("author").asText());
    }

    @Test
    void whoCreatedAndPublishedIsFoundOnceAndErasedAsBoth() {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                """
                                {"createdBy":"#jane","creator":"Jane Doe",
                                 "lastPublishedBy":"#jane","publisher":"J. Doe"}
                                """);
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals("Deleted User", sunbird.node("#q").path("publisher").asText());
        assertEquals(1, sunbird.receipt(run).byKind().byKind().get("graph/Question").found());
    }

    @ParameterizedTest
    @CsvSource({
        "Jane Doe,Deleted User",
        "jane  DOE,Deleted User",
        "Joe Public,Joe Public",
        "Jane Doe Junior,Jane Doe Junior"
    })
    void authorOwnerAndPublisherGoOnlyWhereTheyAreThePersonsName(String is, String becomes) {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                with(
                                        "Draft",
                                        ",\"author\":\"%1$s\",\"owner\":\"%1$s\",\"publisher\":\"%1$s\""
                                                .formatted(is)));
        isComplete(sunbird, sunbird.erase());
        for (String field : List.of("author", "owner", "publisher")) {
            assertEquals(becomes, sunbird.node("#q").path(field).asText());
        }
    }

    @Test
    void aNameFromTheMessageOrFromAnotherRecordIsKnownToo() {
        Sunbird sunbird =
                inquiry()
                        .node("#a", "Question", with("Draft", ",\"author\":\"J. Doe\""))
                        .node(
                                "#b",
                                "Question",
                                "{\"createdBy\":\"#jane\",\"creator\":\"J."
                                        + " Doe\",\"owner\":\"jdoe_9\"}");
        isComplete(sunbird, sunbird.erase("jdoe_9"));
        assertEquals("Deleted User", sunbird.node("#a").path("author").asText());
        assertEquals("Deleted User", sunbird.node("#b").path("owner").asText());
    }

    @Test
    void aRecordWithoutACreatorIsLeftAsItIs() {
        Sunbird sunbird = inquiry().node("#q", "Question", "{\"createdBy\":\"#jane\"}");
        String before = sunbird.nodeText("#q");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(before, sunbird.nodeText("#q"));
        assertEquals(0, counts(sunbird, run).changed());
    }

    @Test
    void forInquiryAListIsUnsupportedAndMentioned() {
        Sunbird sunbird =
                inquiry()
                        .node("#named", "Question", JANES)
                        .node(
                                "#q",
                                "Question",
                                "{\"createdBy\":\"#jane\",\"creator\":[\"Jane Doe\",\"Jane"
                                        + " Doe\"]}");
        String before = sunbird.nodeText("#q");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(before, sunbird.nodeText("#q"));
        assertEquals(Verdict.UNSUPPORTED, line(sunbird, run, "#q").verdict());
        assertEquals("list", line(sunbird, run, "#q").reason());
        assertEquals(Map.of("list", 1L), sunbird.receipt(run).mentions());
    }

    @Test
    void forKnowlgTheFirstOccurrenceInAListGoesAndLaterOnesAreMentioned() {
        Sunbird sunbird =
                knowlg().node("#named", "Content", JANES)
                        .node(
                                "#c",
                                "Content",
                                """
                                {"createdBy":"#jane","creator":["Joe","Jane Doe","Jane Doe"]}
                                """);
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(
                Json.parse("[\"Joe\",\"Deleted User\",\"Jane Doe\"]"),
                sunbird.node("#c").path("creator"));
        assertEquals(Map.of("later-occurrence", 1L), sunbird.receipt(run).mentions());
    }

    @Test
    void aNumberWhereANameShouldBeIsUnsupportedAndTheOthersGoOn() {
        Sunbird sunbird =
                inquiry()
                        .node("#odd", "Question", "{\"createdBy\":\"#jane\",\"creator\":42}")
                        .node("#q", "Question", JANES);
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(Verdict.UNSUPPORTED, line(sunbird, run, "#odd").verdict());
        assertEquals("wrong-type", line(sunbird, run, "#odd").reason());
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
    }

    @Test
    void aNameInOneFieldGoesThoughAnotherFieldIsUnsupported() {
        Sunbird sunbird =
                inquiry()
                        .node("#named", "Question", JANES)
                        .node(
                                "#q",
                                "Question",
                                """
                                {"createdBy":"#jane","creator":"Jane Doe",
                                 "lastPublishedBy":"#jane","publisher":["Jane Doe"]}
                                """);
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals(Map.of("list", 1L), sunbird.receipt(run).mentions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O\"Brien \\ said",
                "line\nbreak\ttab",
                "nul\0in it",
                "שלום \u202e דוד",
                "जेन डो",
                "😀 ${x} {} %s ' ; -- */",
                "\" set n.status=\"Retired",
            })
    void aHostileNameIsErasedLikeAnyOther(String name) {
        String json =
                Json.text(
                        Json.object()
                                .put("createdBy", "#jane")
                                .put("creator", name)
                                .put("author", name));
        Sunbird sunbird = inquiry().node("#q", "Question", json);
        isComplete(sunbird, sunbird.erase());
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals("Deleted User", sunbird.node("#q").path("author").asText());
        assertEquals("Live", sunbird.node("#q").path("status").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#x\"}) detach delete (n) //",
                "#'; DROP TABLE x; --",
                "../#/..\\x",
                "#*?[a]",
                "#\u202e😀\n{}$",
                "#nul\0in it",
            })
    void aRecordWhoseIdIsAPieceOfAQueryIsErasedLikeAnyOther(String id) {
        String quoted = Json.text(Json.parse(Json.text(List.of(id)))).replaceAll("^\\[|\\]$", "");
        Sunbird sunbird =
                inquiry()
                        .node(id, "Question", JANES)
                        .node("#set", "QuestionSet", "{\"childNodes\":[%s]}".formatted(quoted))
                        .row(
                                "#set",
                                "{\"children\":[{\"identifier\":%s%s}]}".formatted(quoted, BY_JANE))
                        .cached("*", id, "{\"creator\":\"Jane Doe\"}");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node(id).path("creator").asText());
        assertEquals("Deleted User", sunbird.hierarchy("#set").at("/children/0/creator").asText());
        assertFalse(sunbird.isCached("*", id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\"}) detach delete (n) //",
                "' OR '1'='1",
                "a'; DROP KEYSPACE hierarchy_store; --",
                "../../etc/passwd",
                "jane*",
            })
    void anIdThatIsAPieceOfAQueryFindsNothingAndBreaksNothing(String id) {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        Run run = sunbird.kit.erase(id);
        isComplete(sunbird, run);
        assertEquals(0, counts(sunbird, run).found());
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
    }

    @Test
    void whatSomebodyElseMadeIsNotTouchedThoughTheNameIsTheSame() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node(
                                "#other",
                                "Question",
                                "{\"createdBy\":\"#jane2\",\"creator\":\"Jane Doe\"}");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Jane Doe", sunbird.node("#other").path("creator").asText());
        assertEquals(Map.of("name-elsewhere", 1L), sunbird.receipt(run).mentions());
    }

    @Test
    void assetsAndCollectionsAreRecordsOfKnowlg() {
        Sunbird sunbird =
                knowlg().node("#a", "Asset", JANES)
                        .node("#c", "Collection", JANES)
                        .node("#q", "Question", JANES);
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node("#a").path("creator").asText());
        assertEquals("Deleted User", sunbird.node("#c").path("creator").asText());
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
        assertEquals(Map.of("no-mapped-type", 1L), sunbird.receipt(run).mentions());
    }

    @Test
    void aCreatorIsReplacedWhateverItHoldsAndAnAuthorOfAnotherNameIsNot() {
        Sunbird sunbird =
                inquiry()
                        .node("#named", "Question", JANES)
                        .node(
                                "#q",
                                "Question",
                                """
                                {"createdBy":"#jane","creator":"jane@example.org","author":"Joe"}
                                """);
        isComplete(sunbird, sunbird.erase());
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals("Joe", sunbird.node("#q").path("author").asText());
    }

    @Test
    void aDottedTargetOfTheDesignsConfigIsWritten() {
        String map =
                """
                extends: inquiry

                user_pii_search_and_target_keys={
                  "createdBy": ["creator", "originData.creator.name"],
                  "lastPublishedBy": ["publisher"]
                }
                user_pii_replacement_value="Somebody"
                """;
        Sunbird sunbird =
                new Sunbird(map(map), stores())
                        .node(
                                "#q",
                                "Question",
                                Json.text(
                                        Json.object()
                                                .put("createdBy", "#jane")
                                                .put("creator", "Jane Doe")
                                                .put(
                                                        "originData",
                                                        "{\"creator\":{\"name\":\"J. \\\"D\\\""
                                                                + " Doe\"}}")));
        isComplete(sunbird, sunbird.erase());
        assertEquals("Somebody", sunbird.node("#q").path("creator").asText());
        assertEquals(
                "{\"creator\":{\"name\":\"Somebody\"}}",
                sunbird.node("#q").path("originData").asText());
    }

    // ---- originData

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"author\":\"Jane Doe\",\"name\":\"N\"} | {\"author\":\"Deleted"
                        + " User\",\"name\":\"N\"}",
                "{\"author\":\"Joe\"} | {\"author\":\"Joe\"}",
                "{\"creator\":{\"name\":\"Jane Doe\"}} | {\"creator\":{\"name\":\"Deleted User\"}}",
                "{\"creator\":\"Jane Doe\"} | {\"creator\":\"Deleted User\"}",
                "{\"identifier\":\"x\"} | {\"identifier\":\"x\"}",
            })
    void aCopyOfAnothersLosesTheNameOfWhomItWasCopiedFrom(String is, String becomes) {
        String copy =
                Json.text(
                        Json.object()
                                .put("createdBy", "#joe")
                                .put("creator", "Joe")
                                .put("origin", "#q")
                                .put("originData", is.strip()));
        Sunbird sunbird = inquiry().node("#q", "Question", JANES).node("#copy", "Question", copy);
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(becomes.strip(), sunbird.node("#copy").path("originData").asText());
        assertEquals("Joe", sunbird.node("#copy").path("creator").asText());
    }

    @Test
    void aMalformedOriginKeepsNothingElseFromBeingErased() {
        String copy =
                Json.text(
                        Json.object()
                                .put("createdBy", "#jane")
                                .put("creator", "Jane Doe")
                                .put("originData", "{\"author\": \"Jane Doe"));
        Sunbird sunbird = inquiry().node("#q", "Question", copy);
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals(Map.of("unreadable", 1L), sunbird.receipt(run).mentions());
    }

    // ---- hierarchies

    private static String leaf(String id, String more) {
        return "{\"identifier\":\"%s\",\"objectType\":\"Question\"%s}".formatted(id, more);
    }

    private static final String BY_JANE =
            ",\"createdBy\":\"#jane\",\"creator\":\"Jane Doe\",\"author\":\"Jane Doe\"";
    private static final String BY_JOE = ",\"createdBy\":\"#joe\",\"creator\":\"Joe\"";

    private static String set(String by, String... children) {
        String ids = "\"" + String.join("\",\"", children) + "\"";
        return "{%s,\"childNodes\":[%s]}".formatted(by.substring(1), ids);
    }

    @Test
    void aLeafInSomebodyElsesHierarchyLosesTheNameWhereverItOccurs() {
        String tree =
                "{\"identifier\":\"#set\"%s,\"children\":[%s,{\"identifier\":\"#unit\",\"children\":[%s,{\"children\":[{\"children\":[%s]}]}]}]}"
                        .formatted(
                                BY_JOE,
                                leaf("#q", BY_JANE),
                                leaf("#q", BY_JANE),
                                leaf("#q", BY_JANE));
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#unit", "#q"))
                        .row("#set", tree);
        String nodeBefore = sunbird.nodeText("#set");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(
                sunbird.id(tree).replace("Jane Doe", "Deleted User"),
                sunbird.hierarchyText("#set"));
        assertEquals(nodeBefore, sunbird.nodeText("#set"));
    }

    @Test
    void aHierarchyWithManyOfThePersonsIsFoundAndChangedOnce() {
        Sunbird sunbird = inquiry();
        String[] ids = new String[60]; // more than one page of the person's records
        StringBuilder leaves = new StringBuilder();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = "#q%02d".formatted(i);
            sunbird.node(ids[i], "Question", JANES);
            leaves.append(i == 0 ? "" : ",").append(leaf(ids[i], BY_JANE));
        }
        sunbird.node("#set", "QuestionSet", set(BY_JOE, ids))
                .row("#set", "{\"identifier\":\"#set\",\"children\":[" + leaves + "]}");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
        var rows = sunbird.receipt(run).byKind().byKind().get("tables/question-set-hierarchies");
        assertEquals(1, rows.found());
        assertEquals(1, rows.changed());
        assertEquals(60, sunbird.receipt(run).byKind().byKind().get("graph/Question").changed());
    }

    @Test
    void onesOwnHierarchyIsChangedPublishedAndUnpublished() {
        String tree =
                "{\"identifier\":\"#set\"%s,\"children\":[%s]}"
                        .formatted(BY_JANE, leaf("#other", BY_JOE));
        Sunbird sunbird =
                inquiry()
                        .node("#set", "QuestionSet", set(BY_JANE, "#other"))
                        .node("#draft", "QuestionSet", "{\"status\":\"Draft\"" + BY_JANE + "}")
                        .row("#set", tree)
                        .row("#set.img", tree)
                        // a set that was never published has a row for its draft only
                        .row("#draft.img", "{\"identifier\":\"#draft\"" + BY_JANE + "}");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        for (String row : List.of("#set", "#set.img", "#draft.img")) {
            assertFalse(sunbird.hierarchyText(row).contains("Jane"), row);
        }
        assertTrue(sunbird.hierarchyText("#set").contains("Joe"));
    }

    @Test
    void aSetWithoutARowIsNoTrouble() {
        Sunbird sunbird = inquiry().node("#set", "QuestionSet", set(BY_JANE, "#q"));
        isComplete(sunbird, sunbird.erase());
    }

    @Test
    void aRowThatIsNoJsonIsUnsupportedAndTheOthersGoOn() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .node("#good", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", "{\"children\": [ Jane Doe")
                        .row("#good", "{\"children\":[" + leaf("#q", BY_JANE) + "]}");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("{\"children\": [ Jane Doe", sunbird.hierarchyText("#set"));
        assertEquals(Verdict.UNSUPPORTED, line(sunbird, run, "#set").verdict());
        assertFalse(sunbird.hierarchyText("#good").contains("Jane"));
        assertEquals(Map.of("unreadable", 1L), sunbird.receipt(run).mentions());
    }

    @Test
    void aRetiredSetOfSomebodyElseKeepsTheNameAndIsMentioned() {
        String set = set(BY_JOE, "#q").replace("}", ",\"status\":\"Retired\"}");
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set)
                        .row("#set", "{\"children\":[" + leaf("#q", BY_JANE) + "]}");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertTrue(sunbird.hierarchyText("#set").contains("Jane Doe"));
        assertEquals(Map.of("retired", 1L), sunbird.receipt(run).mentions());
    }

    @Test
    void theCopyOfARecordInAHierarchyLosesTheNameOfItsOrigin() {
        String copy =
                ",\"createdBy\":\"#joe\",\"creator\":\"Joe\",\"origin\":\"#q\",\"originData\":{\"author\":\"Jane"
                    + " Doe\"}";
        String node = "{\"createdBy\":\"#joe\",\"creator\":\"Joe\",\"origin\":\"#q\"}";
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#copy", "Question", node)
                        .node("#set", "QuestionSet", set(BY_JOE, "#copy"))
                        .row("#set", "{\"children\":[" + leaf("#copy", copy) + "]}");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(
                "Deleted User",
                sunbird.hierarchy("#set").at("/children/0/originData/author").asText());
        assertEquals("Joe", sunbird.hierarchy("#set").at("/children/0/creator").asText());
    }

    private static String treeOf(int bytes) {
        return "{\"children\":[%s],\"filler\":\"%s\"}"
                .formatted(leaf("#q", BY_JANE), "x".repeat(bytes));
    }

    @Test
    void aHierarchyOfSevenMegabytesIsChanged() {
        String tree = treeOf(7_000_000);
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", tree);
        isComplete(sunbird, sunbird.erase());
        String should = sunbird.id(tree.replace("Jane Doe", "Deleted User"));
        assertTrue(should.equals(sunbird.hierarchyText("#set")), "nothing else is changed");
    }

    @Test
    void aHierarchyThatIsTooLargeIsToldByNameAndStaysAndTheOthersGoOn() {
        String tree = treeOf(tooLarge());
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .node("#small", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", tree)
                        .row("#small", "{\"children\":[" + leaf("#q", BY_JANE) + "]}");
        Run run = sunbird.erase();
        assertEquals("too-large", line(sunbird, run, "#set").reason());
        assertTrue(sunbird.id(tree).equals(sunbird.hierarchyText("#set")), "it is as it was");
        assertFalse(sunbird.hierarchyText("#small").contains("Jane"));
    }

    @Test
    void aUnitThatThePersonMadeInSomebodyElsesSetLosesTheName() {
        String unit = "{\"identifier\":\"#unit\",\"visibility\":\"Parent\"" + BY_JANE + "}";
        Sunbird sunbird =
                inquiry()
                        .node("#unit", "QuestionSet", with("Draft", ",\"visibility\":\"Parent\""))
                        .node("#set", "QuestionSet", set(BY_JOE, "#unit"))
                        .row("#set", "{\"children\":[" + unit + "]}")
                        .row("#set.img", "{\"children\":[" + unit + "]}");
        isComplete(sunbird, sunbird.erase());
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
        assertFalse(sunbird.hierarchyText("#set.img").contains("Jane"));
        assertEquals("Deleted User", sunbird.node("#unit").path("creator").asText());
    }

    @Test
    void anObjectWhereANameShouldBeInAHierarchyIsMentionedAndTheOthersGoOn() {
        String odd = ",\"createdBy\":\"#jane\",\"creator\":{\"first\":\"Jane\"}";
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#r", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q", "#r"))
                        .row(
                                "#set",
                                "{\"children\":[%s,%s]}"
                                        .formatted(leaf("#q", odd), leaf("#r", BY_JANE)));
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals("Jane", sunbird.hierarchy("#set").at("/children/0/creator/first").asText());
        assertEquals("Deleted User", sunbird.hierarchy("#set").at("/children/1/creator").asText());
        assertEquals(Map.of("wrong-type", 1L), sunbird.receipt(run).mentions());
    }

    @Test
    void aHierarchySixtyLevelsDeepIsChanged() {
        String tree = "{\"children\":[".repeat(60) + leaf("#q", BY_JANE) + "]}".repeat(60);
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", tree);
        isComplete(sunbird, sunbird.erase());
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
    }

    // ---- caches

    @Test
    void cachesOfLiveRecordsAndOfWhatContainsThemAreEvictedAndOthersStay() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .node("#draft", "Question", with("Draft", ""))
                        .node("#other", "Question", "{\"createdBy\":\"#joe\"}")
                        .cached("*", "#q", "{\"creator\":\"Jane Doe\"}")
                        .cached("qs_hierarchy_*", "#set", "{\"creator\":\"Jane Doe\"}")
                        .cached("*", "#draft", "{}")
                        .cached("*", "#other", "{}");
        isComplete(sunbird, sunbird.erase());
        assertFalse(sunbird.isCached("*", "#q"));
        assertFalse(sunbird.isCached("qs_hierarchy_*", "#set"));
        assertTrue(sunbird.isCached("*", "#draft"));
        assertTrue(sunbird.isCached("*", "#other"));
    }

    @Test
    void theUnitsOfACollectionAreEvictedToo() {
        Sunbird sunbird =
                knowlg().node("#c", "Content", JANES)
                        .node("#book", "Collection", set(BY_JOE, "#unit", "#c"))
                        .cached("hierarchy_*", "#book", "{}")
                        .cached("hierarchy_*", "#unit", "{}");
        isComplete(sunbird, sunbird.erase());
        assertFalse(sunbird.isCached("hierarchy_*", "#book"));
        assertFalse(sunbird.isCached("hierarchy_*", "#unit"));
    }

    // ---- results

    @Test
    void whoHasNothingIsErasedAtOnce() {
        Sunbird sunbird = inquiry().node("#q", "Question", "{\"createdBy\":\"#joe\"}");
        Run run = sunbird.erase("Jane Doe");
        isComplete(sunbird, run);
        assertEquals(0, counts(sunbird, run).found());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 51})
    void anyNumberOfRecordsIsChanged(int count) {
        Sunbird sunbird = inquiry().nodes("#q", count, "Question", with("Draft", ""));
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(count, counts(sunbird, run).changed());
        assertEquals(count, counts(sunbird, run).found());
    }

    @Test
    void asManyRecordsAsAPersonMayHaveAreChanged() {
        int many = many();
        Sunbird sunbird = inquiry().nodes("#q", many, "Question", with("Draft", ""));
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        assertEquals(many, counts(sunbird, run).changed());
        assertEquals(many, counts(sunbird, run).found());
    }

    @Test
    void erasedAgainNothingChanges() {
        Sunbird sunbird =
                knowlg().node("#named", "Content", JANES)
                        .node(
                                "#c",
                                "Content",
                                "{\"createdBy\":\"#jane\",\"creator\":[\"Jane Doe\",\"Jane"
                                        + " Doe\"]}");
        isComplete(sunbird, sunbird.erase());
        String after = sunbird.nodeText("#c");
        Run again = sunbird.erase("Jane Doe");
        isComplete(sunbird, again);
        assertEquals(0, counts(sunbird, again).changed());
        assertEquals(after, sunbird.nodeText("#c"));
    }

    @Test
    void administratorsAreToldOnceAndNothingElseIsSentUnlessItIsSwitchedOn() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        Run run = sunbird.erase("Jane Doe");
        assertEquals(
                List.of("notify"),
                sunbird.kit.effects().stream()
                        .map(effect -> effect.attributes().get("kind"))
                        .toList());
        assertFalse(sunbird.kit.effects().toString().contains("Jane Doe"));
        assertEquals(
                "User Account Deletion Notification",
                Json.parse(sunbird.kit.effects().getFirst().body()).at("/payload/title").asText(),
                "in the words of the map");
        assertNotNull(run.endedAt());
    }

    @Test
    void aLiveRecordIsAskedToBePublishedAgainWhereThatIsSwitchedOn() {
        Sunbird sunbird =
                new Sunbird(
                                map("extends: inquiry\nerase: {republish: {enabled: true}}\n"),
                                stores())
                        .node("#q", "Question", JANES)
                        .node("#q.img", "QuestionImage", with("Draft", ""))
                        .node("#draft", "Question", with("Draft", ""));
        isComplete(sunbird, sunbird.erase());
        List<JsonNode> asked =
                sunbird.kit.effects().stream()
                        .filter(effect -> "republish".equals(effect.attributes().get("kind")))
                        .map(effect -> Json.parse(effect.body()).path("payload"))
                        .toList();
        assertEquals(1, asked.size());
        assertEquals(sunbird.id("#q"), asked.getFirst().path("identifier").asText());
        assertEquals("Question", asked.getFirst().path("objectType").asText());
        assertEquals(1, asked.getFirst().path("pkgVersion").asInt());
    }

    @Test
    void whatSomebodyWritesBetweenReadingAndWritingIsNotOverwritten() {
        Between between = new Between(stores());
        Sunbird system = inquiry().node("#q", "Question", JANES);
        Sunbird sunbird = system.through(between);
        between.beforeWrite(() ->
                system.node("#q", "Question", JANES.replace("A question", "A better question")));
        isComplete(sunbird, sunbird.erase());
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals("A better question", sunbird.node("#q").path("name").asText());
    }

    @Test
    void oneOfManyFailsTheOthersAreChangedAndOnlyThatOneIsTriedAgain() {
        Between between = new Between(stores());
        Sunbird sunbird = inquiry().nodes("#q", 60, "Question", with("Draft", ""));
        sunbird = sunbird.through(between);
        between.refuses(sunbird.nodeKey("#q7"));
        Run run = sunbird.erase("Jane Doe");
        assertEquals(Run.End.INCOMPLETE, run.end());
        assertEquals(Verdict.FAILED, line(sunbird, run, "#q7").verdict());
        assertEquals("too-large", line(sunbird, run, "#q7").reason());
        assertEquals(59, counts(sunbird, run).changed());
        assertEquals("Jane Doe", sunbird.node("#q7").path("creator").asText());

        between.takes(sunbird.nodeKey("#q7"));
        Run again = sunbird.kit.redrive(run.runId());
        isComplete(sunbird, again);
        assertEquals(60, counts(sunbird, again).changed());
        assertEquals(1, again.leg().planned().getFirst().documents());
        assertEquals("Deleted User", sunbird.node("#q7").path("creator").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "graph,false",
        "tables,false",
        "cache,false",
        "graph,true",
        "tables,true",
        "cache,true"
    })
    void aStoreThatIsDownLosesNothingAndTheRestIsDoneWhenItIsUpAgain(String store, boolean during) {
        Between between = new Between(stores());
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", "{\"children\":[" + leaf("#q", BY_JANE) + "]}")
                        .cached("*", "#q", "{\"creator\":\"Jane Doe\"}")
                        .through(between);
        Runnable goesDown = () -> between.isDown(store);
        if (during) {
            between.beforeWrite(goesDown);
        } else {
            goesDown.run();
        }
        Run run = sunbird.erase("Jane Doe");
        between.isUp(store);
        if (run.end() == Run.End.FAILED) { // it could not be planned, so nothing was done
            assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
            run = sunbird.erase("Jane Doe");
        } else {
            assertEquals(Run.End.INCOMPLETE, run.end());
            assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
            run = sunbird.kit.redrive(run.runId());
        }
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
        assertFalse(sunbird.isCached("*", "#q"));
    }

    @ParameterizedTest
    @CsvSource({
        "domain,graph",
        "hierarchy_store.questionset_hierarchy,tables",
        "*,cache",
    })
    void aPlaceOfTheMapThatIsNotThereEndsTheRunByNameBeforeAnythingIsChanged(
            String collection, String store) {
        Between between = new Between(stores()).lacks(collection);
        Sunbird system = inquiry().node("#q", "Question", JANES);
        Sunbird sunbird = system.through(between);
        Run run = sunbird.erase("Jane Doe");
        assertEquals(Run.End.FAILED, run.end());
        assertEquals("not-in-store: the store " + store + " has no table " + collection, run.why());
        assertEquals(0, counts(sunbird, run).found());
        assertEquals("Jane Doe", system.node("#q").path("creator").asText());
        between.isThere(collection);
        isComplete(sunbird, sunbird.erase("Jane Doe"));
    }

    @Test
    void aTableThatGoesAwayMeanwhileFailsItsRecordsByNameAndTheOthersGoOn() {
        String table = "hierarchy_store.questionset_hierarchy";
        Between between = new Between(stores());
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", "{\"children\":[" + leaf("#q", BY_JANE) + "]}")
                        .cached("*", "#q", "{\"creator\":\"Jane Doe\"}")
                        .through(between);
        between.beforeWrite(() -> between.lacks(table));
        Run run = sunbird.erase("Jane Doe");
        assertEquals(Run.End.INCOMPLETE, run.end());
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        assertEquals(Verdict.FAILED, line(sunbird, run, "#set").verdict());
        assertEquals("not-in-store", line(sunbird, run, "#set").reason());
        between.isThere(table);
        Run again = sunbird.kit.redrive(run.runId());
        isComplete(sunbird, again);
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
        assertFalse(sunbird.isCached("*", "#q"));
    }

    @Test
    void whatCanNotBeVerifiedForWantOfItsPlaceIsIncompleteByName() {
        Between between = new Between(stores());
        Sunbird sunbird = inquiry().node("#q", "Question", JANES).through(between);
        between.beforeWrite(() -> between.lacks("domain"));
        Run run = sunbird.erase("Jane Doe");
        assertEquals(Run.End.INCOMPLETE, run.end());
        assertEquals("not-in-store: the store graph has no table domain", run.why());
        between.isThere("domain");
        isComplete(sunbird, sunbird.kit.redrive(run.runId()));
    }

    @Test
    void aStoreThatThrottlesIsAskedAgain() {
        Between between = new Between(stores());
        Sunbird sunbird =
                inquiry()
                        .nodes("#q", 60, "Question", with("Draft", ""))
                        .through(between.throttles("cache"));
        Run run = sunbird.erase("Jane Doe");
        isComplete(sunbird, run);
        assertEquals(60, counts(sunbird, run).changed());
    }

    @Test
    void storesThatAreSoSlowThatAWorkerGetsHardlyAnythingDoneEndTheSame() {
        Sunbird sunbird =
                inquiry()
                        .nodes("#q", 120, "Question", with("Live", ""))
                        .node("#set", "QuestionSet", set(BY_JOE, "#q1"))
                        .row("#set", "{\"children\":[" + leaf("#q1", BY_JANE) + "]}");
        int[] looks = {0};
        sunbird.kit.deadline = () -> ++looks[0] % 3 == 0; // at every third look the time is up
        Run run = sunbird.erase("Jane Doe");
        isComplete(sunbird, run);
        assertEquals("Deleted User", sunbird.node("#q119").path("creator").asText());
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
        assertTrue(run.leg().hops() > 0, "it went on in another invocation");
    }

    @Test
    void undoPutsBackEveryByteAndEvictsWhatWasCachedSince() {
        String tree = "{ \"children\" : [" + leaf("#q", BY_JANE) + "],\"n\":1.50 }";
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", tree);
        String node = sunbird.nodeText("#q");
        Run run = sunbird.erase();
        isComplete(sunbird, run);
        Run undone = sunbird.kit.undo(run.runId());
        assertEquals(Run.End.UNDONE, undone.end());
        assertEquals(node, sunbird.nodeText("#q"));
        assertEquals(sunbird.id(tree), sunbird.hierarchyText("#set"));
        assertTrue(
                sunbird.kit.effects().stream()
                        .anyMatch(effect -> "evict".equals(effect.attributes().get("kind"))));
    }

    @Test
    void undoLeavesWhatSomebodyChangedSince() {
        Sunbird sunbird =
                inquiry().node("#q", "Question", with("Draft", ",\"author\":\"Jane Doe\""));
        Run run = sunbird.erase();
        sunbird.node(
                "#q",
                "Question",
                "{\"createdBy\":\"#jane\",\"creator\":\"Deleted"
                        + " User\",\"author\":\"Joe\",\"status\":\"Draft\"}");
        sunbird.kit.undo(run.runId());
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
        assertEquals("Joe", sunbird.node("#q").path("author").asText());
    }

    @Test
    void whoComesBackFromABackupOrALatePublishIsErasedAgain() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", with("Processing", ""))
                        .node("#r", "Question", JANES);
        isComplete(sunbird, sunbird.erase());
        // the publish job writes what it had read before
        sunbird.node("#q", "Question", JANES);
        sunbird.kit.pass(Duration.ofHours(6));
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        // and once the map's time is over nobody looks any more
        sunbird.kit.pass(Duration.ofDays(8));
        sunbird.node("#q", "Question", JANES);
        sunbird.kit.pass(Duration.ofHours(7));
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
    }

    @Test
    void aHeldRecordIsOnlyHeldAndItsReleaseResumesTheRun() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES).node("#r", "Question", JANES);
        String before = sunbird.nodeText("#q");
        sunbird.kit
                .engine
                .ledger()
                .holds
                .place(new Holds.Hold(sunbird.id("#q"), "court", "operator", null));
        Run run = sunbird.erase();
        assertEquals(Run.End.INCOMPLETE, run.end());
        assertEquals(before, sunbird.nodeText("#q"));
        assertEquals(Verdict.HELD, line(sunbird, run, "#q").verdict());
        assertEquals("Deleted User", sunbird.node("#r").path("creator").asText());

        new Controls(sunbird.kit.engine).release(sunbird.id("#q"), "operator");
        Run again = sunbird.kit.toTheEnd(run.runId());
        isComplete(sunbird, again);
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
    }

    @Test
    void thePersonsCopySaysWhatWasErasedAndWhatStaysWithoutAnyName() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#old", "Question", with("Retired", ""));
        Run run = sunbird.erase();
        String words =
                String.join(
                        "\n",
                        new EraseOperation(sunbird.map, stores(), id -> id)
                                .words(sunbird.receipt(run)));
        assertTrue(words.contains("your name was taken out"), words);
        assertTrue(words.contains("retired records are not changed"), words);
        assertTrue(words.contains("Bundles"), words);
        assertFalse(words.contains("Jane") || words.contains(sunbird.id("#")), words);
    }

    @Test
    void noNameIsInLedgerLogMessageOrReceipt() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", with("Draft", ",\"author\":\"jdoe_77\""))
                        .node(
                                "#odd",
                                "Question",
                                "{\"createdBy\":\"#jane\",\"creator\":[\"Jane Doe\"]}");
        Run run = sunbird.erase("jdoe_77");
        String everything =
                sunbird.kit.logged
                        + sunbird.kit.table.items().toString()
                        + sunbird.kit.effects()
                        + sunbird.receipt(run);
        assertFalse(everything.contains("jdoe_77"));
        assertFalse(everything.contains("Jane"));
    }
}
