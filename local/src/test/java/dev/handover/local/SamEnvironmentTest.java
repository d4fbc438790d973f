package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.local.house.House;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The line for `sam local invoke` holds for each event: function, file and variables.
class SamEnvironmentTest {
    private static final Pattern LINE =
            Pattern.compile("sam local invoke (\\w+) -e (\\S+) --env-vars (\\S+)");

    @Test
    void theFileIsMadeOfTheTemplate() throws IOException {
        assertEquals(
                SamEnvironment.of(House.file("template.yaml")).strip(),
                House.text(SamEnvironment.FILE).strip(),
                "./handover sam-env > " + SamEnvironment.FILE);
    }

    @Test
    void eachEventsLineNamesItsFunctionItsFileAndVariables() throws IOException {
        JsonNode variables = new ObjectMapper().readTree(House.text(SamEnvironment.FILE));
        Map<String, String> environment =
                Map.of("HANDOVER_TEMPLATE", House.file("template.yaml").toString());
        List<String> functions = LocalRun.functionNames(environment);
        List<Path> files;
        try (Stream<Path> all = Files.walk(House.file("events"))) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertTrue(files.size() > functions.size());
        for (Path file : files) {
            EventFile event = EventFile.of(file, EventFile.read(file), functions, null, null);
            Matcher line = LINE.matcher(SamEnvironment.command(event));
            assertTrue(line.matches(), line.toString());
            assertTrue(functions.contains(line.group(1)), file.toString());
            assertTrue(variables.has(line.group(1)), file.toString());
            assertTrue(Files.isRegularFile(Path.of(line.group(2))), file.toString());
            assertTrue(Files.isRegularFile(House.file(line.group(3))), line.group(3));
        }
    }
}
