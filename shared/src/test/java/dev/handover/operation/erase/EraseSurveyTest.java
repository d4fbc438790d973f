package dev.handover.operation.erase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Counts;
import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.run.Operation;
import dev.handover.run.Operation.Survey;
import dev.handover.store.Atomicity;
import dev.handover.store.NotInStore;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// What an operator sees of everybody's records before an erasure is switched on.
class EraseSurveyTest extends SunbirdScenarios {
    private final MemoryStore memory = new MemoryStore(Atomicity.ALL);

    @Override
    protected Stores stores() {
        return _ -> memory;
    }

    private static Operation erase(Sunbird sunbird) {
        return Objects.requireNonNull(sunbird.kit.engine.operations().get("erase"));
    }

    @Test
    void everybodysRecordsAreCountedWithTheirFieldsAndReasonsAndNothingIsChanged() {
        Sunbird sunbird =
                inquiry()
                        .node("#q", "Question", with("Live", ",\"author\":\"Jane Doe\""))
                        .node("#joes", "Question", "{\"createdBy\":\"#joe\",\"creator\":\"Joe\"}")
                        .node("#old", "Question", with("Retired", ""))
                        .node(
                                "#list",
                                "QuestionSet",
                                "{\"createdBy\":\"#joe\",\"creator\":[\"J\"]}")
                        .node("#nobodys", "Question", "{\"creator\":\"Somebody\"}")
                        .node("#other", "Framework", with("Live", ""));
        String before = sunbird.nodeText("#q");
        Survey survey = erase(sunbird).survey(null, 100).orElseThrow();
        assertEquals(6, survey.documents());
        assertEquals(
                new Counts(3, 2, 0, 1, 0, 0, 0), survey.byKind().byKind().get("graph/Question"));
        assertEquals(
                new Counts(1, 0, 0, 0, 0, 1, 0), survey.byKind().byKind().get("graph/QuestionSet"));
        assertEquals(Map.of("creator", 2L, "author", 1L), survey.fields());
        assertEquals(Map.of("retired", 1L, "list", 1L), survey.reasons());
        assertEquals(List.of(new Survey.Problem(sunbird.id("#list"), "list")), survey.problems());
        assertFalse(Json.text(survey).contains("Jane Doe"), "names of fields, and no values");
        assertEquals(before, sunbird.nodeText("#q"));
    }

    @Test
    void whoIsNamedBesideAnotherIsLookedAtToo() {
        Sunbird sunbird =
                inquiry()
                        .node(
                                "#q",
                                "Question",
                                with(
                                        "Live",
                                        ",\"lastPublishedBy\":\"#joe\",\"publisher\":\"Joe\""));
        Survey survey = erase(sunbird).survey(null, 100).orElseThrow();
        assertEquals(Map.of("creator", 1L, "publisher", 1L), survey.fields());
        assertEquals(1, survey.byKind().total().found());
    }

    @Test
    void pageByPageEveryPlaceIsMetAndOnlyItsOwnNextIsTaken() {
        Sunbird sunbird = new Sunbird(DataMap.load("sunbird"), stores());
        for (int i = 0; i < 5; i++) {
            sunbird.node("#content" + i, "Content", with("Live", ""));
            sunbird.node("#q" + i, "Question", with("Live", ""));
        }
        Counts met = Counts.NONE;
        TreeSet<String> kinds = new TreeSet<>();
        String next = null;
        do {
            Survey page = erase(sunbird).survey(next, 3).orElseThrow();
            met = met.plus(page.byKind().total());
            kinds.addAll(page.byKind().byKind().keySet());
            next = page.next();
        } while (next != null);
        assertEquals(10, met.changed());
        assertEquals(List.of("graph/Content", "graph/Question"), List.copyOf(kinds));
        assertThrows(IllegalArgumentException.class, () -> erase(sunbird).survey("{}x", 3));
        assertThrows(
                IllegalArgumentException.class, () -> erase(sunbird).survey("{\"place\":9}", 3));
    }

    @Test
    void aPlaceOfTheMapThatIsNotThereIsToldByName() {
        String table = "hierarchy_store.questionset_hierarchy";
        Between between = new Between(stores()).lacks(table);
        Sunbird sunbird = inquiry().through(between);
        NotInStore missing = assertThrows(NotInStore.class, () -> erase(sunbird).survey(null, 3));
        assertTrue(missing.reason().endsWith("has no table " + table), missing.reason());
    }
}
