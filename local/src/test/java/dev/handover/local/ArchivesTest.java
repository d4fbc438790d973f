package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.archive.ArchivedFunctions;
import dev.handover.local.functions.Answer;
import dev.handover.local.functions.Host;
import dev.handover.run.aws.KmsStandIn;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is uploaded works: every function from its own archive, in a process of its own behind
/// AWS's runtime client, with the variables that the template gives it and no others.
@EnabledOnOs(OS.LINUX) // as Lambda's machines are, and the native part of AWS's runtime client
class ArchivesTest {
    private static final long LARGEST = 12_000_000; // bytes
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /// What the JVM says of a class, a method or a resource that was left out.
    private static final Pattern LEFT_OUT =
            Pattern.compile(
                    "NoClassDefFoundError|ClassNotFoundException|NoSuchMethodError|VerifyError|ServiceConfigurationError|MissingResourceException|variables"
                        + " are missing");

    @TempDir private static Path unpacked;
    private static KmsStandIn kms;
    private static ArchivedFunctions functions;
    private static DemonstrationRun handover;

    @BeforeAll
    static void start() throws Exception {
        kms = new KmsStandIn();
        functions = new ArchivedFunctions(ROOT, unpacked, List.of(), true);
        handover = DemonstrationRun.start(withKms(functions));
    }

    @AfterAll
    static void stop() {
        handover.close();
        functions.close();
        kms.close();
    }

    /// The run command has files in place of KMS; here its client is to be used, too.
    private static Host withKms(Host host) {
        return (function, environment, threads, log) -> {
            Map<String, String> changed = new HashMap<>(environment);
            changed.replaceAll(
                    (_, value) -> value.startsWith("file:") ? KmsStandIn.KEY_ARN : value);
            changed.put("AWS_ENDPOINT_URL_KMS", kms.endpoint().toString());
            return host.start(function, changed, threads, log);
        };
    }

    @Test
    void eachArchiveIsSmall() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        for (Path archive : files("functions", "*/target/*.zip")) {
            sizes.put(archive.getFileName().toString(), Files.size(archive));
        }
        String list =
                sizes.entrySet().stream()
                        .map(size ->
                                String.format(
                                        Locale.ROOT,
                                        "%6.2f MB  %s",
                                        size.getValue() / 1e6,
                                        size.getKey()))
                        .collect(Collectors.joining("\n"));
        System.out.println(list);
        assertEquals(files("functions", "*/pom.xml").size(), sizes.size());
        assertTrue(sizes.values().stream().allMatch(size -> size <= LARGEST), list);
    }

    /// In this order: some of the events are about what the claim moves.
    @Test
    void aClaimGoesFromItsLoginToItsReceiptAndEachFunctionAnswersItsSampleEvents()
            throws Exception {
        claim();
        answerEvents();
    }

    private static void claim() throws IOException {
        Calls jane = new Calls(handover.url(), "demo-jane");
        JsonNode found = jane.post("/login", Json.object()).at("/offer");
        String offer = "/offers/" + found.get("offerId").asText();
        jane.post(offer + "/proof", Json.object().put("method", "mailed-code"));
        jane.post(
                offer + "/proof",
                Json.object().put("method", "mailed-code").put("code", handover.mailedCode()));
        String run = jane.post(offer + "/accept", Json.object()).get("runId").asText();
        JsonNode done = jane.awaitState("/runs/" + run, "complete");
        assertEquals(4, done.at("/counts/changed").asInt(), done.toString());
        assertEquals(0, done.at("/counts/failed").asInt(), done.toString());
        jane.post("/runs/" + run + "/undo", Json.object());
        assertNothingLeftOut();
        assertFalse(handover.log().contains("snapshot-not-primed"));
        assertTrue(
                handover.log().contains("snapshot-ready"), "the hooks before a snapshot have run");
    }

    private static void answerEvents() throws Exception {
        for (Path file : files("events", "*/*.json")) {
            String folder = file.getName(file.getNameCount() - 2).toString();
            String event = folder + "/" + file.getFileName();
            Answer answer = handover.answer(logicalId(folder), event);
            byte[] json = assertInstanceOf(Answer.Returned.class, answer, event).json();
            String text = new String(json, StandardCharsets.UTF_8);
            if (text.startsWith("{")) {
                int status = Json.parse(text).path("statusCode").asInt(200);
                assertTrue(status < 500, event + " " + text);
            }
        }
        // one of them has set the kill switch
        handover.invoke("ServeConsoleFunction", "serve-console/start.json");
        assertNothingLeftOut();
    }

    private static void assertNothingLeftOut() throws IOException {
        assertFalse(
                LEFT_OUT.matcher(handover.log()).find(),
                () -> {
                    try {
                        return handover.log()
                                .lines()
                                .filter(line -> LEFT_OUT.matcher(line).find())
                                .collect(Collectors.joining("\n"));
                    } catch (IOException e) {
                        return e.toString();
                    }
                });
    }

    /// `apply-batch` → `ApplyBatchFunction`.
    private static String logicalId(String folder) {
        return Stream.of(folder.split("-"))
                        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                        .collect(Collectors.joining())
                + "Function";
    }

    private static List<Path> files(String folder, String pattern) throws IOException {
        Path parent = ROOT.resolve(folder);
        var matches = parent.getFileSystem().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.walk(parent, 3)) {
            return files.filter(file -> matches.matches(parent.relativize(file))).sorted().toList();
        }
    }
}
