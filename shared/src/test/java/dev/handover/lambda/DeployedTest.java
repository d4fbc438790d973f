package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.testing.TemplateFile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

class DeployedTest {
    @Test
    @DisplayName("the template sets the variables that a function reads, and no others")
    void theTemplateSetsWhatAFunctionReads() {
        SortedMap<String, TreeSet<String>> read = new TreeMap<>();
        for (Deployed function : Deployed.values()) {
            read.put(
                    logicalId(function),
                    new TreeSet<>(function.variables().stream().map(Enum::name).toList()));
        }
        SortedMap<String, TreeSet<String>> set = new TreeMap<>();
        TemplateFile.variables().forEach((id, names) -> set.put(id, new TreeSet<>(names)));
        set.values().forEach(names -> names.remove("JAVA_TOOL_OPTIONS")); // which the JVM reads
        assertEquals(set, read);
    }

    private static String logicalId(Deployed function) {
        StringBuilder id = new StringBuilder();
        Arrays.stream(function.folder().split("-"))
                .forEach(word ->
                        id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
        return id.append("Function").toString();
    }

    @Test
    @DisplayName(
            "a function that starts without its variables names all that are missing, also the"
                    + " empty ones")
    void namesAllThatIsMissing() {
        Map<String, String> incomplete = Map.of("LEDGER_TABLE", "ledger", "PLANS_QUEUE_URL", "");
        Env.Missing missing =
                assertThrows(
                        Env.Missing.class,
                        () ->
                                ScopedValue.where(Env.SCOPE, incomplete)
                                        .call(() -> Wiring.of(Deployed.ACCEPT_REQUESTS)));
        for (String name : List.of("DATA_MAP", "DEAD_REQUESTS_QUEUE_URL", "PLANS_QUEUE_URL")) {
            assertEquals(
                    true,
                    String.valueOf(missing.getMessage()).contains(name),
                    missing.getMessage());
        }
        assertEquals(
                false,
                String.valueOf(missing.getMessage()).contains("LEDGER_TABLE"),
                missing.getMessage());
    }

    @Test
    @DisplayName("a port that a function has no variable for can't be used")
    void aPortWithoutVariableCantBeUsed() {
        Map<String, String> environment =
                Map.of(
                        "SYSTEM", "test",
                        "LEDGER_TABLE", "ledger",
                        "KEYS_TABLE", "keys",
                        "KMS_KEY_ID", "wrap",
                        "JOURNAL_BUCKET", "journal",
                        "DATA_MAP", "genenetwork",
                        "APPLY_TIMEOUT_SECONDS", "30",
                        "DEAD_REQUESTS_QUEUE_URL", "http://127.0.0.1:1/dead-requests",
                        "PLANS_QUEUE_URL", "http://127.0.0.1:1/plans",
                        "AWS_REGION", "us-east-1");
        Wiring wiring =
                ScopedValue.where(Env.SCOPE, environment)
                        .call(() -> Wiring.of(Deployed.ACCEPT_REQUESTS));
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> wiring.engine().signer().sign(new byte[0]));
        assertEquals(
                "this function is given no SIGNING_KEY_ID, so it has no Signer.sign",
                refused.getMessage());
    }
}
