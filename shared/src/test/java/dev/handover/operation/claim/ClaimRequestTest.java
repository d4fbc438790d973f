package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Set;

class ClaimRequestTest {
    static ClaimRequest of(String json) {
        try {
            return ClaimRequest.of((ObjectNode) new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's own JSON is broken", e);
        }
    }

    @Test
    void aRequestNamesTheAccountsAndPerhapsTheRecords() {
        assertEquals(
                new ClaimRequest("n", List.of("o"), List.of(), null, ClaimRequest.Mode.IMPORT),
                of("{\"to\": \"n\", \"from\": [\"o\", \"o\"], \"dryRun\": true}"));
        assertEquals(
                new ClaimRequest(
                        "n", List.of(), List.of("a"), Set.of("a/1"), ClaimRequest.Mode.DELETE),
                of(
                        "{\"to\": \"n\", \"anonymous\": [\"a\"], \"records\": [\"a/1\"],"
                                + " \"mode\": \"delete\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "{\"from\": [\"o\"]} | /to",
                "{\"to\": \" \", \"from\": [\"o\"]} | /to",
                "{\"to\": \"n\"} | /from",
                "{\"to\": \"n\", \"from\": []} | /from",
                "{\"to\": \"n\", \"from\": \"secret\"} | /from",
                "{\"to\": \"n\", \"from\": [\"o\", 1]} | /from/1",
                "{\"to\": \"n\", \"from\": [\"secret\\n\"]} | /from/0",
                "{\"to\": \"n\", \"from\": [\"o\"], \"records\": {}} | /records",
                "{\"to\": \"n\", \"from\": [\"o\"], \"mode\": \"secret\"} | /mode"
            })
    void aWrongRequestIsToldWhereAndNotWhat(String json, String where) {
        String message = assertThrows(IllegalArgumentException.class, () -> of(json)).getMessage();
        assertEquals(where, message.split(" ")[1]);
        assertFalse(message.contains("secret"));
    }
}
