package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

/// `sam-env.json` goes with the template and with the demonstration.
class SamEnvironmentTest {
    @Test
    void itsVariablesAreThoseOfTheTemplateAndItsOperatorIsTheDemonstrations() throws Exception {
        JsonNode variables =
                new ObjectMapper().readTree(Path.of("sam-env.json").toFile()).path("Parameters");
        String template = Files.readString(Path.of("..", "template.yaml"));
        variables
                .fieldNames()
                .forEachRemaining(name -> assertTrue(template.contains(" " + name + ": "), name));
        assertEquals(
                OperatorToken.ofDemonstration().entry(),
                variables.path("OPERATOR_TOKENS").asText());
    }
}
