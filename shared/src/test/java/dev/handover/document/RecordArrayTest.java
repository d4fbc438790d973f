package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.RecordArray.Array;
import dev.handover.document.RecordArray.Element;
import dev.handover.document.RecordArray.Empty;
import dev.handover.document.RecordArray.NotAnArray;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

class RecordArrayTest {
    @Test
    void eachElementKeepsItsBytes() {
        List<String> texts =
                List.of(
                        "{\"a\" :1,\t\"a\": [2 , {\"b\":\"}],[\"}]}",
                        "\"J\\u00f6rg \\\\\\\" ]\"",
                        "1e400",
                        "123456789012345678901234567890",
                        "1.10",
                        "null",
                        "NaN",
                        "\"\\ud83d\"",
                        "\"😀\"");
        Content content = Content.of(" [\n" + String.join(" ,\r\n\t", texts) + " ] ");
        Array array = assertInstanceOf(Array.class, RecordArray.parse(content));
        assertEquals(texts, array.elements().stream().map(Element::text).toList());
        assertEquals(
                "[" + String.join(", ", texts) + "]", RecordArray.render(array.elements()).text());
    }

    @Test
    void theLastOfRepeatedNamesCountsAsItDoesInPython() {
        Array array = (Array) RecordArray.parse(Content.of("[{\"id\": 1, \"id\": 2}]"));
        assertEquals(2, array.elements().getFirst().value().path("id").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "[]",
                " [ ] ",
                "null",
                "None",
                "\"None\"",
                "\"\"",
                "\"[]\"",
                "\"null\""
            })
    void nothingIsSpeltInManyWays(String text) {
        assertEquals(new Empty(), RecordArray.parse(Content.of(text)));
    }

    @Test
    void anAbsentDocumentIsEmpty() {
        assertEquals(new Empty(), RecordArray.parse(null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "{\"id\": 1}|object-instead-of-list",
                "{}|object-instead-of-list",
                "\"[{}]\"|double-encoded",
                "\"text\"|double-encoded",
                "12|scalar-instead-of-list",
                "true|scalar-instead-of-list",
                "[{}|broken-json",
                "[{}]]|broken-json",
                "[{}] x|broken-json",
                "[{},]|broken-json",
                "{'id': 1}|broken-json",
                "[\"\\|broken-json",
                "[\"|broken-json",
                "\uFEFF[]|broken-json",
                "[\"a\u0000b\"]|broken-json"
            })
    void whatIsNoListSaysWhy(String text, String reason) {
        assertEquals(new NotAnArray(reason), RecordArray.parse(Content.of(text)));
    }

    @Test
    void bytesThatAreNotUtf8AreNoList() {
        byte[] latin1 = "[\"Jörg\"]".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(new NotAnArray("invalid-utf-8"), RecordArray.parse(Content.of(latin1)));
    }

    @Test
    void nestingIsBoundedAt64() {
        assertInstanceOf(Array.class, RecordArray.parse(nested(64)));
        assertEquals(new NotAnArray("too-deep"), RecordArray.parse(nested(65)));
        assertEquals(new NotAnArray("too-deep"), RecordArray.parse(nested(1_000_000)));
    }

    private static Content nested(int levels) {
        return Content.of("[".repeat(levels) + "1" + "]".repeat(levels));
    }

    @Test
    void numbersAreBoundedAsInPython() {
        assertInstanceOf(Array.class, RecordArray.parse(Content.of("[" + "9".repeat(4300) + "]")));
        assertEquals(
                new NotAnArray("number-too-long"),
                RecordArray.parse(Content.of("[" + "9".repeat(4301) + "]")));
    }

    @Test
    void theLargestListWeKnowOfIsRead() {
        String members =
                IntStream.range(0, 45_101)
                        .mapToObj(i -> "\"" + i + "_at:HC_M2_0606_P" + "x".repeat(110) + "\"")
                        .reduce(
                                new StringBuilder(),
                                (all, one) -> all.append(one).append(", "),
                                (a, b) -> a)
                        .append("\"1:X\"")
                        .toString();
        Content content = Content.of("[{\"members\": [" + members + "]}, {\"small\": 1}]");
        assertTrue(content.size() > 6_000_000);
        Array array = (Array) RecordArray.parse(content);
        assertEquals(45_102, array.elements().getFirst().value().path("members").size());
        assertEquals(content, RecordArray.render(array.elements()));
    }

    @Test
    void anElementNeverShowsItsTextInALog() {
        assertEquals("Element[8 characters]", Element.of("\"secret\"").toString());
    }
}
