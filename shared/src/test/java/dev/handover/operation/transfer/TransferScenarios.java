package dev.handover.operation.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.operation.DataMap;
import dev.handover.operation.erase.Sunbird;
import dev.handover.operation.erase.SunbirdScenarios;
import dev.handover.run.Acceptances;
import dev.handover.run.Confided;
import dev.handover.run.Controls;
import dev.handover.run.Holds;
import dev.handover.run.PlanView;
import dev.handover.run.Run;
import dev.handover.store.Key;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What happens to every kind of record when Jane's of a Sunbird system are given to Bob. Each test
/// fills a system, transfers, and looks at all of it. Written once, for stores in memory and on
/// real servers.
public abstract class TransferScenarios extends SunbirdScenarios {
    private static final String JANES = "{\"createdBy\":\"#jane\",\"creator\":\"Jane Doe\"}";
    private static final String BY_JANE =
            ",\"createdBy\":\"#jane\",\"creator\":\"Jane Doe\",\"author\":\"Jane Doe\"";
    private static final String BY_BOB =
            ",\"createdBy\":\"#bob\",\"creator\":\"Bob Roe\",\"author\":\"Bob Roe\"";
    private static final String BY_JOE = ",\"createdBy\":\"#joe\",\"creator\":\"Joe\"";

    /// With the users Jane, who gives, Bob and Carol.
    @Override
    protected Sunbird inquiry() {
        return withUsers(super.inquiry());
    }

    @Override
    protected Sunbird knowlg() {
        return withUsers(super.knowlg());
    }

    private static Sunbird withUsers(Sunbird sunbird) {
        for (String user : List.of("#jane", "#bob", "#carol")) {
            user(sunbird, user, 1, "#org");
        }
        return sunbird;
    }

    private static void user(Sunbird sunbird, String id, int status, String organisation) {
        ObjectNode user =
                Json.object().put("rootorgid", sunbird.id(organisation)).put("status", status);
        sunbird.put(new Key("tables", "sunbird.user", sunbird.id(id)), Json.text(user));
    }

    private static String leaf(String id, String more) {
        return "{\"identifier\":\"%s\",\"objectType\":\"Question\"%s}".formatted(id, more);
    }

    private static String set(String by, String... children) {
        String ids = "\"" + String.join("\",\"", children) + "\"";
        return "{%s,\"childNodes\":[%s]}".formatted(by.substring(1), ids);
    }

    private static ObjectNode request(Sunbird sunbird, String from, String to, String... records) {
        ObjectNode request = Json.object().put("from", sunbird.id(from)).put("to", sunbird.id(to));
        for (String record : records) {
            request.withArray("records").add(sunbird.id(record));
        }
        return request;
    }

    private static Run transfer(Sunbird sunbird, ObjectNode request, String name) {
        String runId =
                sunbird.kit.start(
                        "transfer",
                        request,
                        List.of(request.path("from").asText(), request.path("to").asText()),
                        new Confided(List.of(), name, List.of()));
        return sunbird.kit.toTheEnd(runId);
    }

    private static Run toBob(Sunbird sunbird, String... records) {
        return transfer(sunbird, request(sunbird, "#jane", "#bob", records), "Bob Roe");
    }

    private static void isBobs(Sunbird sunbird, String id) {
        JsonNode node = sunbird.node(id);
        assertEquals(sunbird.id("#bob"), node.path("createdBy").asText(), id);
        assertEquals("Bob Roe", node.path("creator").asText(), id);
    }

    // ---- nodes

    @ParameterizedTest
    @ValueSource(
            strings = {"Draft", "Review", "Live", "Unlisted", "Flagged", "Processing", "Failed"})
    void aRecordOfEveryStatusIsGiven(String status) {
        Sunbird sunbird = inquiry().node("#q", "Question", with(status, ""));
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        isBobs(sunbird, "#q");
        assertEquals(status, sunbird.node("#q").path("status").asText());
        assertEquals(1, sunbird.receipt(run).byKind().byKind().get("graph/Question").changed());
    }

    @Test
    void aRetiredRecordStaysAndIsMentioned() {
        Sunbird sunbird = inquiry().node("#q", "Question", with("Retired", ""));
        String before = sunbird.nodeText("#q");
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        assertEquals(before, sunbird.nodeText("#q"));
        assertEquals("retired", line(sunbird, run, "#q").reason());
        assertEquals(Map.of("retired", 1L), sunbird.receipt(run).mentions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Default", "Parent", "Private", "Protected"})
    void everyVisibilityIsGivenAndCounted(String visibility) {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                with("Live", ",\"visibility\":\"" + visibility + "\""));
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        isBobs(sunbird, "#q");
        assertEquals(1, counts(sunbird, run).changed());
    }

    @ParameterizedTest
    @CsvSource({"'',1", "1.0,1", "1.1,1", "2.0,0"})
    void aSchemaVersionIsGivenIfTheMapNamesIt(String version, int changed) {
        String field = version.isEmpty() ? "" : ",\"schemaVersion\":\"" + version + "\"";
        Sunbird sunbird = inquiry().node("#q", "Question", with("Live", field));
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        assertEquals(changed, counts(sunbird, run).changed());
        assertEquals(
                changed == 1 ? null : Map.of("no-mapped-type", 1L),
                sunbird.receipt(run).mentions());
    }

    @Test
    void aLiveRecordAndItsUnpublishedCopyAreBothGiven() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#q.img", "QuestionImage", with("Draft", ""))
                        .node("#only.img", "QuestionImage", with("Draft", ""));
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        for (String id : List.of("#q", "#q.img", "#only.img")) {
            isBobs(sunbird, id);
        }
        assertEquals(3, sunbird.receipt(run).byKind().byKind().get("graph/Question").changed());
    }

    @Test
    void whoPublishedStaysWhoPublished() {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#both",
                                "Question",
                                with(
                                        "Live",
                                        ",\"lastPublishedBy\":\"#jane\",\"publisher\":\"Jane"
                                                + " Doe\""))
                        .node(
                                "#published",
                                "Question",
                                "{\"createdBy\":\"#joe\",\"creator\":\"Joe\",\"lastPublishedBy\":\"#jane\"}");
        String before = sunbird.nodeText("#published");
        isComplete(sunbird, toBob(sunbird));
        isBobs(sunbird, "#both");
        assertEquals(sunbird.id("#jane"), sunbird.node("#both").path("lastPublishedBy").asText());
        assertEquals("Jane Doe", sunbird.node("#both").path("publisher").asText());
        assertEquals(before, sunbird.nodeText("#published"));
    }

    @ParameterizedTest
    @CsvSource({
        "Jane Doe,Bob Roe",
        "jane  DOE,Bob Roe",
        "Joe Public,Joe Public",
        "Jane Doe Junior,Jane Doe Junior"
    })
    void authorAndOwnerFollowOnlyWhereTheyHoldTheOldOwnersName(String is, String becomes) {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                with(
                                        "Draft",
                                        ",\"author\":\"%1$s\",\"owner\":\"%1$s\"".formatted(is)));
        isComplete(sunbird, toBob(sunbird));
        assertEquals(becomes, sunbird.node("#q").path("author").asText());
        assertEquals(becomes, sunbird.node("#q").path("owner").asText());
    }

    @Test
    void aRecordWithoutACreatorIsGivenWithoutOne() {
        Sunbird sunbird = inquiry().node("#q", "Question", "{\"createdBy\":\"#jane\"}");
        isComplete(sunbird, toBob(sunbird));
        assertEquals(sunbird.id("#bob"), sunbird.node("#q").path("createdBy").asText());
        assertFalse(sunbird.node("#q").has("creator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "[\"Jane Doe\",\"Jane Doe\"]"})
    void aCreatorThatIsNoTextKeepsNothingFromBeingGiven(String creator) {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                "{\"createdBy\":\"#jane\",\"creator\":" + creator + "}");
        isComplete(sunbird, toBob(sunbird));
        assertEquals(sunbird.id("#bob"), sunbird.node("#q").path("createdBy").asText());
        assertEquals(Json.parse(creator), sunbird.node("#q").path("creator"));
    }

    @Test
    void forKnowlgTheFirstOccurrenceInAListBecomesTheNewOwner() {
        Sunbird sunbird =
                knowlg().node("#named", "Content", JANES)
                        .node(
                                "#c",
                                "Content",
                                "{\"createdBy\":\"#jane\",\"creator\":[\"Joe\",\"Jane Doe\",\"Jane"
                                        + " Doe\"]}");
        isComplete(sunbird, toBob(sunbird));
        assertEquals(
                Json.parse("[\"Joe\",\"Bob Roe\",\"Jane Doe\"]"),
                sunbird.node("#c").path("creator"));
    }

    @Test
    void assetsAndCollectionsAreGivenToo() {
        Sunbird sunbird =
                knowlg().node("#a", "Asset", JANES)
                        .node("#c", "Content", JANES)
                        .node("#book", "Collection", JANES);
        isComplete(sunbird, toBob(sunbird));
        List.of("#a", "#c", "#book").forEach(id -> isBobs(sunbird, id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "O\"Brien \\ said",
                "line\nbreak\ttab",
                "שלום \u202e דוד",
                "जेन डो",
                "😀 ${x} {} %s ' ; -- */",
                "\" set n.status=\"Retired",
            })
    void aHostileNameIsWrittenAsItIs(String name) {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        isComplete(sunbird, transfer(sunbird, request(sunbird, "#jane", "#bob"), name));
        assertEquals(name, sunbird.node("#q").path("creator").asText());
        assertEquals("Live", sunbird.node("#q").path("status").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x\"}) detach delete (n) //", "' OR '1'='1", "../../etc/passwd", "jane*"})
    void anIdThatIsAPieceOfAQueryFindsNothingAndBreaksNothing(String id) {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        Run run =
                transfer(
                        sunbird,
                        Json.object().put("from", id).put("to", sunbird.id("#bob")),
                        "Bob Roe");
        isComplete(sunbird, run);
        assertEquals(0, counts(sunbird, run).found());
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
    }

    // ---- copies

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"{\\\"author\\\":\\\"Jane Doe\\\",\\\"n\\\":1.50}\""
                        + "|\"{\\\"author\\\":\\\"Bob Roe\\\",\\\"n\\\":1.50}\"",
                "\"{\\\"author\\\":\\\"Joe\\\"}\"|\"{\\\"author\\\":\\\"Joe\\\"}\"",
                "\"{\\\"creator\\\":{\\\"name\\\":\\\"Jane Doe\\\"}}\""
                        + "|\"{\\\"creator\\\":{\\\"name\\\":\\\"Bob Roe\\\"}}\"",
                "\"{\\\"author\\\": broken\"|\"{\\\"author\\\": broken\"",
            })
    void aCopyOfAnothersSaysTheNewOwnerOfTheOriginal(String is, String becomes) {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node(
                                "#copy",
                                "Question",
                                "{\"createdBy\":\"#joe\",\"creator\":\"Joe\",\"origin\":\"#q\",\"originData\":%s}"
                                        .formatted(is));
        isComplete(sunbird, toBob(sunbird));
        assertEquals(Json.parse(becomes), sunbird.node("#copy").path("originData"));
        assertEquals("Joe", sunbird.node("#copy").path("creator").asText());
    }

    @Test
    void aCopyOfWhatStaysStaysToo() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", with("Retired", ""))
                        .node("#r", "Question", JANES)
                        .node(
                                "#copy",
                                "Question",
                                "{\"createdBy\":\"#joe\",\"origin\":\"#q\",\"originData\":\"{\\\"author\\\":\\\"Jane"
                                    + " Doe\\\"}\"}");
        String before = sunbird.nodeText("#copy");
        isComplete(sunbird, toBob(sunbird));
        assertEquals(before, sunbird.nodeText("#copy"));
    }

    // ---- hierarchies

    @Test
    void aLeafInSomebodyElsesHierarchyFollowsWhereverItOccurs() {
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
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        assertEquals(
                sunbird.id(tree.replace("#jane", "#bob")).replace("Jane Doe", "Bob Roe"),
                sunbird.hierarchyText("#set"));
        assertEquals(nodeBefore, sunbird.nodeText("#set"));
        var rows = sunbird.receipt(run).byKind().byKind().get("tables/question-set-hierarchies");
        assertEquals(1, rows.found());
        assertEquals(1, rows.changed());
    }

    @Test
    void onesOwnHierarchyFollowsPublishedAndUnpublishedWithItsUnits() {
        String unit = "{\"identifier\":\"#unit\",\"visibility\":\"Parent\"%s}".formatted(BY_JANE);
        String tree =
                "{\"identifier\":\"#set\"%s,\"children\":[%s,%s]}"
                        .formatted(BY_JANE, unit, leaf("#other", BY_JOE));
        Sunbird sunbird =
                inquiry()
                        .node("#set", "QuestionSet", set(BY_JANE, "#unit", "#other"))
                        .node("#set.img", "QuestionSetImage", set(BY_JANE, "#unit", "#other"))
                        .node("#other", "Question", "{" + BY_JOE.substring(1) + "}")
                        .row("#set", tree)
                        .row("#set.img", tree);
        isComplete(sunbird, toBob(sunbird));
        String expected = sunbird.id(tree.replace("#jane", "#bob")).replace("Jane Doe", "Bob Roe");
        assertEquals(expected, sunbird.hierarchyText("#set"));
        assertEquals(expected, sunbird.hierarchyText("#set.img"));
    }

    @Test
    void aUnitOfJanesInSomebodyElsesHierarchyStays() {
        String tree =
                "{\"identifier\":\"#set\"%s,\"children\":[{\"identifier\":\"#unit\"%s},%s]}"
                        .formatted(BY_JOE, BY_JANE, leaf("#q", BY_JANE));
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#unit", "#q"))
                        .row("#set", tree);
        isComplete(sunbird, toBob(sunbird));
        JsonNode children = sunbird.hierarchy("#set").path("children");
        assertEquals(sunbird.id("#jane"), children.get(0).path("createdBy").asText());
        assertEquals(sunbird.id("#bob"), children.get(1).path("createdBy").asText());
    }

    @Test
    void aLeafThatShowsOnlyTheNameFollowsItsRecord() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row(
                                "#set",
                                "{\"children\":[" + leaf("#q", ",\"creator\":\"Jane Doe\"") + "]}");
        isComplete(sunbird, toBob(sunbird));
        assertEquals(
                "Bob Roe",
                sunbird.hierarchy("#set").path("children").get(0).path("creator").asText());
    }

    @Test
    void aSetWithoutARowIsNoTrouble() {
        Sunbird sunbird = inquiry().node("#set", "QuestionSet", set(BY_JANE, "#q"));
        isComplete(sunbird, toBob(sunbird));
        isBobs(sunbird, "#set");
    }

    @Test
    void aRowThatIsNoJsonIsUnsupportedAndTheOthersGoOn() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JANE, "#q"))
                        .node("#good", "QuestionSet", set(BY_JANE, "#q"))
                        .row("#set", "{\"children\": broken")
                        .row("#good", "{\"identifier\":\"#good\"" + BY_JANE + "}");
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        assertEquals(Verdict.UNSUPPORTED, line(sunbird, run, "#set").verdict());
        assertTrue(sunbird.hierarchyText("#good").contains("Bob Roe"));
    }

    @Test
    void aHierarchySixtyLevelsDeepFollows() {
        String tree = "{\"children\":[".repeat(60) + leaf("#q", BY_JANE) + "]}".repeat(60);
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", tree);
        isComplete(sunbird, toBob(sunbird));
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
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
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
        var rows = sunbird.receipt(run).byKind().byKind().get("tables/question-set-hierarchies");
        assertEquals(1, rows.found());
    }

    @Test
    void whatSunbirdsOwnJobGaveBeforeAndForgotInHierarchiesIsMadeGood() {
        Sunbird sunbird =
                inquiry()
                        .node("#new", "Question", JANES)
                        .node("#q", "Question", "{" + BY_BOB.substring(1) + "}")
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", "{\"children\":[" + leaf("#q", BY_JANE) + "]}");
        isComplete(sunbird, toBob(sunbird));
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
                        .node("#bobs", "Question", "{" + BY_BOB.substring(1) + "}")
                        .cached("*", "#q", "{\"createdBy\":\"#jane\"}")
                        .cached("qs_hierarchy_*", "#set", "{\"createdBy\":\"#jane\"}")
                        .cached("*", "#draft", "{}")
                        .cached("*", "#other", "{}")
                        .cached("*", "#bobs", "{}");
        isComplete(sunbird, toBob(sunbird));
        assertFalse(sunbird.isCached("*", "#q"));
        assertFalse(sunbird.isCached("qs_hierarchy_*", "#set"));
        assertTrue(sunbird.isCached("*", "#draft"));
        assertTrue(sunbird.isCached("*", "#other"));
        assertTrue(sunbird.isCached("*", "#bobs"));
    }

    // ---- chosen ones

    @Test
    void aChosenListIsGivenWithAVerdictForEachAndNothingElse() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#q.img", "QuestionImage", with("Draft", ""))
                        .node("#rest", "Question", JANES)
                        .node("#joes", "Question", "{" + BY_JOE.substring(1) + "}")
                        .node("#bobs", "Question", "{" + BY_BOB.substring(1) + "}")
                        .node("#odd", "Question", with("Live", ",\"schemaVersion\":\"9\""))
                        .node("#set", "QuestionSet", set(BY_JOE, "#q", "#rest"))
                        .row(
                                "#set",
                                "{\"children\":[%s,%s]}"
                                        .formatted(leaf("#q", BY_JANE), leaf("#rest", BY_JANE)));
        String rest = sunbird.nodeText("#rest");
        String joes = sunbird.nodeText("#joes");
        Run run = toBob(sunbird, "#q", "#joes", "#bobs", "#odd", "#nowhere");
        isComplete(sunbird, run);
        isBobs(sunbird, "#q");
        isBobs(sunbird, "#q.img");
        assertEquals(rest, sunbird.nodeText("#rest"));
        assertEquals(joes, sunbird.nodeText("#joes"));
        assertEquals("owned-by-another", line(sunbird, run, "#joes").reason());
        assertEquals("no-mapped-type", line(sunbird, run, "#odd").reason());
        assertEquals("unknown-record", line(sunbird, run, "#nowhere").reason());
        assertEquals(4, counts(sunbird, run).found() - follows(sunbird, run) - 2);
        JsonNode children = sunbird.hierarchy("#set").path("children");
        assertEquals(sunbird.id("#bob"), children.get(0).path("createdBy").asText());
        assertEquals(sunbird.id("#jane"), children.get(1).path("createdBy").asText());
    }

    private static long follows(Sunbird sunbird, Run run) {
        return sunbird.receipt(run).byKind().byKind().entrySet().stream()
                .filter(kind -> !kind.getKey().startsWith("graph/"))
                .mapToLong(kind -> kind.getValue().found())
                .sum();
    }

    @Test
    void aSingleAssetOfAThirdUserIsRefusedVisibly() {
        Sunbird sunbird = inquiry().node("#q", "Question", "{" + BY_JOE.substring(1) + "}");
        ObjectNode request = request(sunbird, "#jane", "#bob");
        request.putObject("asset").put("id", sunbird.id("#q")).put("type", "Question");
        Run run = transfer(sunbird, request, "Bob Roe");
        isComplete(sunbird, run);
        assertEquals("owned-by-another", line(sunbird, run, "#q").reason());
        assertEquals("Joe", sunbird.node("#q").path("creator").asText());
    }

    @ParameterizedTest
    @CsvSource({"Question,1,", "QuestionSet,0,other-type", "Content,0,other-type"})
    void aSingleAssetMustBeOfTheTypeThatTheMessageSays(String type, int changed, String reason) {
        Sunbird sunbird = inquiry().node("#q", "Question", with("Draft", ""));
        ObjectNode request = request(sunbird, "#jane", "#bob");
        request.putObject("asset").put("id", sunbird.id("#q")).put("type", type);
        Run run = transfer(sunbird, request, "Bob Roe");
        isComplete(sunbird, run);
        assertEquals(changed, counts(sunbird, run).changed());
        if (reason != null) {
            assertEquals(reason, line(sunbird, run, "#q").reason());
        }
    }

    @Test
    void recordsOfOneTypeAreGivenAndTheOthersStay() {
        String tree =
                "{\"identifier\":\"#set\"%s,\"children\":[%s]}"
                        .formatted(BY_JANE, leaf("#q", BY_JANE));
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JANE, "#q"))
                        .row("#set", tree);
        ObjectNode request = request(sunbird, "#jane", "#bob");
        request.putArray("types").add("Question");
        isComplete(sunbird, transfer(sunbird, request, "Bob Roe"));
        isBobs(sunbird, "#q");
        assertEquals(sunbird.id("#jane"), sunbird.node("#set").path("createdBy").asText());
        assertEquals(sunbird.id("#jane"), sunbird.hierarchy("#set").path("createdBy").asText());
        assertEquals(
                sunbird.id("#bob"),
                sunbird.hierarchy("#set").path("children").get(0).path("createdBy").asText());
    }

    // ---- who may receive

    @ParameterizedTest
    @CsvSource({
        "1,#org,#org,",
        "1,#org,,",
        "2,#org,#org,deleted-new-owner",
        "1,#other,#org,other-organisation",
        "1,#other,,other-organisation",
        "1,#org,#other,other-organisation"
    })
    void theNewOwnerMustBeThereAndOfTheOrganisation(
            int status, String of, String asked, String why) {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        user(sunbird, "#bob", status, of);
        ObjectNode request = request(sunbird, "#jane", "#bob");
        if (asked != null) {
            request.put("organisation", sunbird.id(asked));
        }
        Run run = transfer(sunbird, request, "Bob Roe");
        assertEquals(why == null ? Run.End.COMPLETE : Run.End.REFUSED, run.end());
        assertEquals(why, run.why());
        assertEquals(
                why == null ? "Bob Roe" : "Jane Doe", sunbird.node("#q").path("creator").asText());
    }

    @Test
    void anUnknownNewOwnerIsRefusedWithAReasonAndNothingIsChanged() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        Run run = transfer(sunbird, request(sunbird, "#jane", "#nobody"), "Nobody");
        assertEquals(Run.End.REFUSED, run.end());
        assertEquals("unknown-new-owner", run.why());
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
        // and keeps nobody from the next one
        isComplete(sunbird, toBob(sunbird));
    }

    private String offered(Sunbird sunbird) {
        ObjectNode request = request(sunbird, "#jane", "#bob").put("acceptance", true);
        return new Controls(sunbird.kit.engine)
                .start(
                        new Controls.Request(
                                sunbird.id("#offered"),
                                "transfer",
                                request,
                                List.of(sunbird.id("#jane"), sunbird.id("#bob")),
                                "tester",
                                false,
                                true,
                                false,
                                new Confided(List.of(), "Bob Roe", List.of())))
                .runId();
    }

    @Test
    void nothingMovesUntilTheNewOwnerAcceptsAndNobodyElseCan() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        Controls controls = new Controls(sunbird.kit.engine);
        String runId = offered(sunbird);
        Run waiting = sunbird.kit.toTheEnd(runId);
        assertEquals(Run.State.PLANNED, waiting.state());
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
        assertEquals(
                List.of(runId),
                Acceptances.waiting(sunbird.kit.engine.ledger(), sunbird.id("#bob")).stream()
                        .map(Run::runId)
                        .toList());
        assertEquals(
                List.of(), Acceptances.waiting(sunbird.kit.engine.ledger(), sunbird.id("#carol")));
        assertInstanceOf(
                Controls.Answer.NoSuchRun.class, controls.accept(runId, sunbird.id("#carol")));
        assertInstanceOf(
                Controls.Answer.WrongState.class,
                controls.approve(
                        runId, String.valueOf(waiting.leg().digest()), "operator:demo", ""));

        assertInstanceOf(Controls.Answer.Done.class, controls.accept(runId, sunbird.id("#bob")));
        assertInstanceOf(Controls.Answer.Done.class, controls.accept(runId, sunbird.id("#bob")));
        isComplete(sunbird, sunbird.kit.toTheEnd(runId));
        isBobs(sunbird, "#q");
        assertEquals(
                List.of(), Acceptances.waiting(sunbird.kit.engine.ledger(), sunbird.id("#bob")));
    }

    @Test
    void whatTheNewOwnerDeclinesStaysAndKeepsNobodyWaiting() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        String runId = offered(sunbird);
        sunbird.kit.toTheEnd(runId);
        assertInstanceOf(
                Controls.Answer.Done.class,
                new Controls(sunbird.kit.engine).decline(runId, sunbird.id("#bob")));
        assertEquals(Run.End.CANCELLED, sunbird.kit.toTheEnd(runId).end());
        sunbird.kit.pass(Duration.ofMinutes(5));
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
        isComplete(sunbird, toBob(sunbird));
    }

    // ---- order

    @Test
    void transferAfterDeletionGivesWhatTheDeletedUserLeft() {
        Sunbird sunbird =
                inquiry().node("#q", "Question", with("Live", ",\"author\":\"Jane Doe\""));
        isComplete(sunbird, sunbird.erase());
        assertEquals("Deleted User", sunbird.node("#q").path("creator").asText());
        user(sunbird, "#jane", 2, "#org");
        isComplete(sunbird, toBob(sunbird));
        isBobs(sunbird, "#q");
        assertEquals("Bob Roe", sunbird.node("#q").path("author").asText());
    }

    @Test
    void deletionAfterTransferFindsNoNameLeft() {
        String tree =
                "{\"identifier\":\"#set\"%s,\"children\":[%s]}"
                        .formatted(BY_JOE, leaf("#q", BY_JANE));
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", with("Live", ",\"author\":\"Jane Doe\""))
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", tree);
        isComplete(sunbird, toBob(sunbird));
        String given = sunbird.nodeText("#q");
        Run erased = sunbird.erase("Jane Doe");
        isComplete(sunbird, erased);
        assertEquals(given, sunbird.nodeText("#q"));
        assertEquals(0, counts(sunbird, erased).changed());
        assertNull(sunbird.receipt(erased).mentions());
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
    }

    @Test
    void aDeletionThatGivesFirstErasesWhatIsLeft() {
        String tree =
                "{\"identifier\":\"#set\"%s,\"children\":[%s,%s]}"
                        .formatted(BY_JOE, leaf("#q", BY_JANE), leaf("#old", BY_JANE));
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", with("Live", ",\"author\":\"Jane Doe\""))
                        .node("#old", "Question", with("Retired", ""))
                        .node(
                                "#published",
                                "Question",
                                "{\"createdBy\":\"#joe\",\"creator\":\"Joe\",\"lastPublishedBy\":\"#jane\",\"publisher\":\"Jane"
                                    + " Doe\"}")
                        .node("#set", "QuestionSet", set(BY_JOE, "#q", "#old"))
                        .row("#set", tree)
                        .cached("*", "#q", "{\"createdBy\":\"#jane\"}");
        String q = sunbird.nodeText("#q");
        String published = sunbird.nodeText("#published");
        ObjectNode request =
                Json.object()
                        .put("subject", sunbird.id("#jane"))
                        .put("transferTo", sunbird.id("#bob"));
        Run run =
                sunbird.kit.toTheEnd(
                        sunbird.kit.start(
                                "erase",
                                request,
                                List.of(sunbird.id("#jane"), sunbird.id("#bob")),
                                new Confided(List.of(), "Bob Roe", List.of())));
        isComplete(sunbird, run);
        isBobs(sunbird, "#q");
        assertEquals("Bob Roe", sunbird.node("#q").path("author").asText());
        assertEquals("Deleted User", sunbird.node("#published").path("publisher").asText());
        assertEquals("retired", line(sunbird, run, "#old").reason());
        assertFalse(sunbird.isCached("*", "#q"));
        JsonNode children = sunbird.hierarchy("#set").path("children");
        assertEquals("Bob Roe", children.get(0).path("creator").asText());
        assertEquals("Deleted User", children.get(1).path("creator").asText());

        assertEquals(Run.End.UNDONE, sunbird.kit.undo(run.runId()).end());
        assertEquals(q, sunbird.nodeText("#q"));
        assertEquals(published, sunbird.nodeText("#published"));
        assertEquals(sunbird.id(tree), sunbird.hierarchyText("#set"));
    }

    @Test
    void aDeletionThatGivesToNobodyIsRefusedAndErasesNothing() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        ObjectNode request =
                Json.object()
                        .put("subject", sunbird.id("#jane"))
                        .put("transferTo", sunbird.id("#nobody"));
        Run run =
                sunbird.kit.toTheEnd(
                        sunbird.kit.start(
                                "erase",
                                request,
                                List.of(sunbird.id("#jane")),
                                new Confided(List.of(), "Nobody", List.of())));
        assertEquals("unknown-new-owner", run.why());
        assertEquals("Jane Doe", sunbird.node("#q").path("creator").asText());
    }

    @Test
    void fromJaneToBobToCarolAndTheFirstMessageAgainLeavesItWithCarol() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        isComplete(sunbird, toBob(sunbird, "#q"));
        isComplete(
                sunbird, transfer(sunbird, request(sunbird, "#bob", "#carol", "#q"), "Carol Poe"));
        Run replay = toBob(sunbird, "#q");
        isComplete(sunbird, replay);
        assertEquals("owned-by-another", line(sunbird, replay, "#q").reason());
        assertEquals("Carol Poe", sunbird.node("#q").path("creator").asText());
        assertEquals(sunbird.id("#carol"), sunbird.node("#q").path("createdBy").asText());
    }

    @Test
    void theSameTransferAgainChangesNothing() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        isComplete(sunbird, toBob(sunbird));
        String given = sunbird.nodeText("#q");
        Run again = toBob(sunbird);
        isComplete(sunbird, again);
        assertEquals(0, counts(sunbird, again).changed());
        Run listed = toBob(sunbird, "#q");
        assertEquals(0, counts(sunbird, listed).changed());
        assertEquals(given, sunbird.nodeText("#q"));
    }

    @Test
    void ofTwoTransfersOfOneAssetAtOnceTheSecondWaitsAndFindsItGone() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        String one = start(sunbird, "#bob", "Bob Roe");
        String other = start(sunbird, "#carol", "Carol Poe");
        Run first = sunbird.kit.toTheEnd(one);
        Run second = sunbird.kit.toTheEnd(other);
        isComplete(sunbird, first);
        isComplete(sunbird, second);
        isBobs(sunbird, "#q");
        assertEquals("owned-by-another", line(sunbird, second, "#q").reason());
    }

    private static String start(Sunbird sunbird, String to, String name) {
        return sunbird.kit.start(
                "transfer",
                request(sunbird, "#jane", to, "#q"),
                List.of(sunbird.id("#jane"), sunbird.id(to)),
                new Confided(List.of(), name, List.of()));
    }

    // ---- results

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 51, 1000})
    void anyNumberOfRecordsIsGiven(int count) {
        Sunbird sunbird = inquiry();
        for (int i = 0; i < count; i++) {
            sunbird.node("#q" + i, "Question", with("Draft", ""));
        }
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        assertEquals(count, counts(sunbird, run).changed());
        assertEquals(count, counts(sunbird, run).found());
    }

    @Test
    void aHeldRecordIsOnlyHeldAndItsReleaseResumesTheRunWithAllThatFollows() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node("#r", "Question", JANES)
                        .node("#set", "QuestionSet", set(BY_JOE, "#q", "#r"))
                        .row(
                                "#set",
                                "{\"children\":[%s,%s]}"
                                        .formatted(leaf("#q", BY_JANE), leaf("#r", BY_JANE)));
        String before = sunbird.nodeText("#q");
        sunbird.kit
                .engine
                .ledger()
                .holds
                .place(new Holds.Hold(sunbird.id("#q"), "court", "operator", null));
        Run run = toBob(sunbird);
        assertEquals(Run.End.INCOMPLETE, run.end());
        assertEquals(before, sunbird.nodeText("#q"));
        assertEquals(Verdict.HELD, line(sunbird, run, "#q").verdict());
        isBobs(sunbird, "#r");
        assertEquals(
                sunbird.id("#jane"),
                sunbird.hierarchy("#set").path("children").get(0).path("createdBy").asText());

        new Controls(sunbird.kit.engine).release(sunbird.id("#q"), "operator");
        Run again = sunbird.kit.toTheEnd(run.runId());
        isComplete(sunbird, again);
        isBobs(sunbird, "#q");
        assertFalse(sunbird.hierarchyText("#set").contains("Jane"));
    }

    @Test
    void undoPutsBackEveryByteAndEvictsWhatWasCachedSince() {
        String tree = "{ \"children\" : [" + leaf("#q", BY_JANE) + "],\"n\":1.50 }";
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", JANES)
                        .node(
                                "#copy",
                                "Question",
                                "{\"createdBy\":\"#joe\",\"origin\":\"#q\",\"originData\":\"{\\\"author\\\":\\\"Jane"
                                    + " Doe\\\"}\"}")
                        .node("#set", "QuestionSet", set(BY_JOE, "#q"))
                        .row("#set", tree);
        String node = sunbird.nodeText("#q");
        String copy = sunbird.nodeText("#copy");
        Run run = toBob(sunbird);
        isComplete(sunbird, run);
        Run undone = sunbird.kit.undo(run.runId());
        assertEquals(Run.End.UNDONE, undone.end());
        assertEquals(node, sunbird.nodeText("#q"));
        assertEquals(copy, sunbird.nodeText("#copy"));
        assertEquals(sunbird.id(tree), sunbird.hierarchyText("#set"));
        assertTrue(
                sunbird.kit.effects().stream()
                        .anyMatch(effect -> "evict".equals(effect.attributes().get("kind"))));
    }

    @Test
    void undoAfterAFurtherTransferLeavesTheRecordWithItsThirdOwner() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        Run first = toBob(sunbird);
        isComplete(sunbird, transfer(sunbird, request(sunbird, "#bob", "#carol"), "Carol Poe"));
        sunbird.kit.undo(first.runId());
        assertEquals(sunbird.id("#carol"), sunbird.node("#q").path("createdBy").asText());
        assertEquals("Carol Poe", sunbird.node("#q").path("creator").asText());
    }

    @Test
    void nothingIsPublishedAgainUnlessTheMapSaysSo() {
        Sunbird sunbird = inquiry().node("#q", "Question", JANES);
        isComplete(sunbird, toBob(sunbird));
        assertEquals(List.of(), sunbird.kit.effects());
        ObjectNode tree = (ObjectNode) Json.parse(DataMap.text("inquiry"));
        tree.withObject("/erase/republish").put("enabled", true);
        Sunbird switchedOn = withUsers(new Sunbird(DataMap.kept(tree.toString()), stores()));
        switchedOn
                .node("#q", "Question", JANES)
                .node("#draft", "Question", with("Draft", ""))
                .node("#q.img", "QuestionImage", with("Draft", ""));
        isComplete(switchedOn, toBob(switchedOn));
        assertEquals(
                List.of("republish"),
                switchedOn.kit.effects().stream()
                        .map(effect -> effect.attributes().get("kind"))
                        .toList());
    }

    @Test
    void aDryRunShowsWhatItWouldDoWithoutAnyNameAndChangesNothing() {
        Sunbird sunbird = inquiry();
        for (int i = 0; i < 7; i++) {
            sunbird.node("#q" + i, "Question", with("Draft", ""));
        }
        ObjectNode request = request(sunbird, "#jane", "#bob");
        String runId =
                new Controls(sunbird.kit.engine)
                        .start(
                                new Controls.Request(
                                        sunbird.id("#dry"),
                                        "transfer",
                                        request,
                                        List.of(sunbird.id("#jane"), sunbird.id("#bob")),
                                        "tester",
                                        true,
                                        false,
                                        false,
                                        new Confided(List.of(), "Bob Roe", List.of())))
                        .runId();
        Run run = sunbird.kit.toTheEnd(runId);
        assertEquals(Run.State.PLANNED, run.state());
        ObjectNode plan = PlanView.of(sunbird.kit.engine, run, null);
        assertEquals(5, plan.path("examples").size());
        assertFalse(
                plan.toString().contains("Bob") || plan.toString().contains("Jane"),
                plan::toString);
        assertEquals("Jane Doe", sunbird.node("#q0").path("creator").asText());
    }

    @Test
    void noNameIsInLedgerLogMessageOrReceipt() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", with("Draft", ",\"author\":\"jdoe_77\""))
                        .node("#r", "Question", with("Retired", ""));
        Run run = toBob(sunbird);
        String everything =
                sunbird.kit.logged
                        + sunbird.kit.table.items().toString()
                        + sunbird.kit.effects()
                        + sunbird.receipt(run);
        for (String name : List.of("Jane", "Bob", "jdoe_77")) {
            assertFalse(everything.contains(name), name);
        }
        isBobs(sunbird, "#q");
    }
}
