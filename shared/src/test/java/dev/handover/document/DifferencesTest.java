package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class DifferencesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":2}|{\"a\":1,\"b\":3}|b",
                "{\"a\":1}|{\"a\":1,\"b\":3}|b",
                "{\"a\":[{\"c\":1},{\"c\":2}]}|{\"a\":[{\"c\":9},{\"c\":9}]}|a[].c",
                "{\"a\":[1]}|{\"a\":[1,2]}|a",
                "{\"t\":\"{\\\"x\\\":{\\\"y\\\":1}}\"}|{\"t\":\"{\\\"x\\\":{\\\"y\\\":2}}\"}|t.x.y",
                "{\"t\":\"{broken\"}|{\"t\":\"{mended\"}|t",
                "{\"a\":1}|{\"a\":1}|",
                "none|{\"a\":1}|"
            })
    void theFieldsThatDifferAreNamed(String before, String after, String fields) {
        assertEquals(
                fields == null ? List.of() : List.of(fields),
                Differences.of(Content.of(before), Content.of(after)));
    }
}
