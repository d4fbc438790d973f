package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.local.house.House;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `handover needs` tells what an operator has to give; that it is enough, end-to-end tests show.
class NeedsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir private Path folder;

    private int run(String... words) {
        Terminal terminal =
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false);
        Map<String, String> environment =
                Map.of("HANDOVER_TEMPLATE", House.file("template.yaml").toString());
        return new Main(environment, terminal).run(List.of(words));
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMapNeedsTheAddressesOfItsStoresAndGrantsInThem() {
        assertEquals(0, run("needs", "genenetwork"));
        assertTrue(told().contains("RedisUrl=") && !told().contains("JdbcUrl="), told());
        assertTrue(told().contains(" ~anon_user_v1:* ~collections ~collections2 "), told());
    }

    @Test
    void everyKindOfStoreHasGrantsInItsOwnWords() throws IOException {
        Path map =
                Files.writeString(
                        folder.resolve("all.yaml"),
                        """
                        extends: inquiry
                        stores:
                          rows: { kind: jdbc }
                          items: { kind: dynamo }
                          files: { kind: s3 }
                          index: { kind: opensearch }
                        """);
        run("needs", "inquiry");
        run("needs", map.toString());
        for (String line :
                List.of(
                        "GRANT MATCH {*} ON HOME GRAPH NODES domain TO handover",
                        "GRANT SELECT ON hierarchy_store.questionset_hierarchy TO handover",
                        "ACL SETUSER handover on >PASSWORD resetkeys ~*",
                        "CREATE USER handover IDENTIFIED",
                        "StoreTables=",
                        "StoreBuckets=",
                        "PUT _plugins/_security/api/roles/handover")) {
            assertTrue(told().contains(line), line + " in\n" + told() + err);
        }
    }

    @Test
    void theReadmeHasTheRightsOfEachFunction() throws IOException {
        run("needs");
        String readme = House.text("README.md");
        told().lines()
                .filter(line -> line.startsWith("| "))
                .forEach(line -> assertTrue(readme.contains(line), line));
    }

    @Test
    void aMapThatIsNotThereIsSaidToBeSo() {
        assertEquals(2, run("needs", "nobody"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("nobody"));
        assertEquals(2, run("needs", "one", "two"));
    }
}
