package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class JsonSpotTest {
    private static String put(String text, String path, String json) {
        JsonSpot root = JsonSpot.of(text);
        FieldPath.of(path).in(root).forEach(spot -> spot.put(json));
        return root.edited();
    }

    private static List<String> at(String text, String path) {
        return FieldPath.of(path).in(JsonSpot.of(text)).stream().map(JsonSpot::json).toList();
    }

    @Test
    void whatIsNotTouchedKeepsItsBytes() {
        String text = " {\"big\": 1.50E+400 , \"a\\u0062\":\"\\/\\u00e9\", \"name\" :\"Jane\"\n}  ";
        assertEquals(
                " {\"big\": 1.50E+400 , \"a\\u0062\":\"\\/\\u00e9\", \"name\" :\"gone\"\n}  ",
                put(text, "name", "\"gone\""));
    }

    @Test
    void jsonInAStringKeepsTheWayInWhichItWasEscaped() {
        String text =
                "{\"origin\":\"{\\u0022url\\\":\\\"a\\/b\\\",\\\"author\\\":\\\"J\\u0061ne\\\"}\"}";
        assertEquals(
                "{\"origin\":\"{\\u0022url\\\":\\\"a\\/b\\\",\\\"author\\\":\\\"gone\\\"}\"}",
                put(text, "origin.author", "\"gone\""));
    }

    @Test
    void jsonInAStringInAStringIsReachedToo() {
        String innermost = "{\"name\":\"Jane\",\"n\":1.0}";
        String inner = "{\"deep\":" + StoredJson.quoted(innermost) + "}";
        String text = "{\"tree\":" + StoredJson.quoted(inner) + ",\"x\":[]}";
        assertEquals(text.replace("Jane", "gone"), put(text, "tree.deep.name", "\"gone\""));
    }

    @Test
    void aHostileValueIsEscapedOnceForEveryLayer() {
        String hostile = "a\"b\\c\nd\u0000e\u202ef😀${}'";
        String inner = "{\"name\":\"Jane\"}";
        String edited =
                put(
                        "{\"tree\":" + StoredJson.quoted(inner) + "}",
                        "tree.name",
                        StoredJson.quoted(hostile));
        assertEquals(hostile, FieldPath.of("tree.name").in(JsonSpot.of(edited)).getFirst().text());
    }

    @Test
    void aPathLeadsThroughEveryElementOfLists() {
        String text = "{\"credits\":[{\"name\":\"a\"},{\"name\":\"b\"},7,{}]}";
        assertEquals(List.of("\"a\"", "\"b\""), at(text, "credits.name"));
        assertEquals(
                "{\"credits\":[{\"name\":null},{\"name\":null},7,{}]}",
                put(text, "credits.name", "null"));
    }

    @Test
    void aRepeatedNameIsChangedEverywhere() {
        assertEquals(
                "{\"n\":1,\"m\":0,\"n\":1}", put("{\"n\":\"a\",\"m\":0,\"n\":\"b\"}", "n", "1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"a\":7}", "{\"a\":\"text\"}", "{\"a\":null}", "{\"a\":{}}", "[]"})
    void whereAPartOfTheWayIsMissingThereIsNothing(String text) {
        assertEquals(List.of(), at(text, "a.b"));
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":\"{not json\"}'", "'{\"a\":\"[1,]\"}'", "'{\"a\":\"{} {}\"}'"})
    void aStringThatLooksLikeJsonAndIsNotIsUnreadable(String text) {
        Unreadable broken = assertThrows(Unreadable.class, () -> at(text, "a.b"));
        assertEquals("broken-json", broken.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":1}x", "1 2", "{'a':1}", "nul"})
    void whatIsNotOneValueIsUnreadable(String text) {
        assertThrows(Unreadable.class, () -> JsonSpot.of(text));
    }

    @Test
    void sixtyLevelsOfAHierarchyAreReadAndTooManyAreToldSo() {
        String leaf = "{\"name\":\"Jane\"}";
        String sixty = "{\"children\":[".repeat(60) + leaf + "]}".repeat(60);
        assertEquals(List.of("\"Jane\""), at(sixty, "children.".repeat(60) + "name"));
        String tooMany = "{\"children\":[".repeat(200) + leaf + "]}".repeat(200);
        assertEquals(
                "too-deep", assertThrows(Unreadable.class, () -> JsonSpot.of(tooMany)).reason());
    }

    @Test
    void bytesThatAreNoTextAreUnreadable() {
        Content content = Content.of(new byte[] {'"', (byte) 0xff, '"'});
        assertEquals(
                "invalid-utf-8",
                assertThrows(Unreadable.class, () -> JsonSpot.of(content)).reason());
    }

    @Test
    void keepsNobodysDataInItsDescription() {
        assertEquals("JsonSpot[6 characters]", JsonSpot.of("\"Jane\"").toString());
    }
}
