package dev.handover.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.EraseMap.Mask;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class EraseMapTest {
    /// As it stands in the design documents of inQuiry and Knowlg.
    private static final String DESIGN =
            """
            extends: %s
            # In this config, key will be search field and values will be target fields
            user_pii_search_and_target_keys={
            \t"createdBy": ["creator", "originData.creator.name"],
            \t"lastPublishedBy": ["publisher"]
            }

            # The value will be applied to target fields speicified in above config
            user_pii_replacement_value="Gone User"
            """;

    private static EraseMap read(String text) {
        return Objects.requireNonNull(
                new DataMapReader(Shelf.SHIPPED).read("mine.yaml", text).erase());
    }

    private static List<String> paths(EraseMap map, String field) {
        return map.fields().get(field).stream().map(target -> target.path().toString()).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"inquiry", "knowlg", "sunbird"})
    void aShippedMapLeavesRetiredRecordsAndRepublishesNothing(String name) {
        EraseMap map = Objects.requireNonNull(DataMap.load(name).erase());
        assertEquals("Deleted User", map.replacement());
        assertEquals(
                List.of("retired"), map.places().skip().stream().map(Places.Rule::name).toList());
        assertNull(map.places().republish());
        assertEquals(Duration.ofHours(24), map.undo());
        assertEquals(Duration.ofDays(7), Objects.requireNonNull(map.watch()).lasts());
    }

    @Test
    void theJoinedMapHasEachTypeOnce() {
        EraseMap map = Objects.requireNonNull(DataMap.load("sunbird").erase());
        List<String> types =
                map.places().records().stream()
                        .flatMap(place ->
                                Objects.requireNonNull(place.types()).versions().keySet().stream())
                        .sorted()
                        .toList();
        assertEquals(List.of("Asset", "Collection", "Content", "Question", "QuestionSet"), types);
        assertEquals(
                List.of(EraseMap.Lists.FIRST, EraseMap.Lists.UNSUPPORTED),
                map.places().records().stream().map(Places.Records::lists).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inquiry", "knowlg"})
    void theDesignsBlockIsTakenAsPasted(String base) {
        EraseMap map = read(DESIGN.formatted(base));
        assertEquals("Gone User", map.replacement());
        assertEquals(Set.of("createdBy", "lastPublishedBy"), map.fields().keySet());
        assertEquals(List.of("creator", "originData.creator.name"), paths(map, "createdBy"));
    }

    @Test
    void theBlockOnOneLineIsTakenToo() {
        EraseMap map =
                read(
                        """
                        extends: knowlg
                        user_pii_search_and_target_keys={ "createdBy": ["creator"] }
                        """);
        assertEquals(
                Map.of("createdBy", List.of("creator")),
                Map.of("createdBy", paths(map, "createdBy")));
    }

    @Test
    void theSchemasPiiFieldsAndTheShippedJobsTypesAreTakenAsPasted() {
        EraseMap map =
                read(
                        """
                        extends: inquiry
                        "PII_Fields": {"user": {"createdBy": ["creator"]}, "org": {}}
                        target_object_types = {"Question":["1.1"],"QuestionSet":["1.0","1.1"]}
                        """);
        assertEquals(Set.of("createdBy"), map.fields().keySet());
        assertEquals(
                Map.of("Question", Set.of("1.1"), "QuestionSet", Set.of("1.0", "1.1")),
                Objects.requireNonNull(map.places().records().getFirst().types()).versions());
    }

    @Test
    void typesAsAnsibleHoldsThemAreTakenByThePlaceThatHasThem() {
        EraseMap map =
                read(
                        """
                        extends: sunbird
                        user_pii_target_object_types='{"Content":["1.0"],"QuestionSet":["1.0"]}'
                        """);
        assertEquals(
                List.of(Set.of("Content"), Set.of("QuestionSet")),
                map.places().records().stream()
                        .map(place -> Objects.requireNonNull(place.types()).versions().keySet())
                        .toList());
    }

    @Test
    void anAdoptersMapSaysOnlyWhatIsDifferent() {
        EraseMap map =
                read(
                        """
                        extends: inquiry
                        erase:
                          masks: { creator: pseudonym, author: keep-format }
                          embedded:
                            question-set-hierarchies: { collection: dev_hierarchy_store.questionset_hierarchy }
                          skip: { retired: null }
                        """);
        assertEquals(Mask.PSEUDONYM, map.fields().get("createdBy").getFirst().mask());
        assertEquals(Mask.KEEP_FORMAT, map.names().getFirst().mask());
        assertEquals(
                "dev_hierarchy_store.questionset_hierarchy",
                map.places().embedded().getFirst().collection());
        assertEquals(List.of("hierarchy"), map.places().embedded().getFirst().fields());
        assertEquals(List.of(), map.places().skip());
    }

    @Test
    void whoIsToldIsToldInTheWordsOfTheMapAndElseInSunbirds() {
        Notice shipped = assertNotNullAnd(read("extends: inquiry\n").notice());
        Notice mine =
                assertNotNullAnd(
                        read("""
                        extends: inquiry
                        erase: { notify: { title: Somebody left, status: state } }
                        """)
                                .notice());
        assertEquals("Somebody left", mine.title());
        assertEquals("state", mine.status());
        assertEquals(shipped.body(), mine.body());
        assertEquals(mine, Notice.of(mine.json()));
        assertNull(read("extends: inquiry\nerase: { notify: false }\n").notice());
        assertNotNull(read("extends: inquiry\nerase: { notify: true }\n").notice());
    }

    @Test
    void aRepublishThatIsEnabledSaysWhatARequestHas() {
        EraseMap map = read("extends: inquiry\nerase: { republish: { enabled: true } }\n");
        assertEquals(
                "IL_FUNC_OBJECT_TYPE",
                assertNotNullAnd(map.places().republish()).metadata().get("objectType"));
    }

    private static <T> T assertNotNullAnd(@Nullable T value) {
        assertNotNull(value);
        return Objects.requireNonNull(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "records: { nodes: { store: graf } } | /erase/records/nodes/store | there is no"
                        + " store",
                "fields: { createdBy: [originData..name] } | /erase/fields/createdBy/0 | pattern",
                "embedded: { question-set-hierarchies: { of: [leaves] } } |"
                        + " /erase/embedded/question-set-hierarchies/of/0 | no such place",
                "masks: { creater: pseudonym } | /erase/masks/creater | no field of that path",
                "undo: 24h | /erase/undo | duration",
                "watch: { for: P7D, every: never } | /erase/watch/every | duration",
                "lists: some | /erase/lists | unsupported",
                "caches: { cached-questions: { keys: [all] } } |"
                        + " /erase/caches/cached-questions/keys/0 | pattern",
                "notify: { body: 'Gone: {name}' } | /erase/notify/body | {name}",
                "notify: { title: 7 } | /erase/notify/title | string",
                "notify: { columns: [Identifier] } | /erase/notify/columns | 2",
                "wipe: true | /erase/wipe | no such key",
            })
    void whatIsWrongIsToldWithLineAndPath(String erase, String path, String message) {
        InvalidDataMap wrong =
                assertThrows(
                        InvalidDataMap.class,
                        () -> read("extends: inquiry\nerase:\n  " + erase + "\n"));
        assertTrue(
                wrong.problems().stream()
                        .anyMatch(problem ->
                                problem.path().equals(path)
                                        && problem.line() == 3
                                        && problem.message().contains(message)),
                wrong.getMessage());
    }

    @Test
    void aPastedBlockOfAnotherFormIsRefusedWithItsLine() {
        InvalidDataMap wrong =
                assertThrows(
                        InvalidDataMap.class,
                        () -> read("extends: inquiry\nPII_Fields: [creator]\n"));
        assertEquals(2, wrong.problems().getFirst().line());
    }
}
