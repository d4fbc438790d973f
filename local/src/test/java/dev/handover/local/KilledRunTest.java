package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The run command, killed while it moves 500 collections.
class KilledRunTest {
    private static final Pattern PAGE = Pattern.compile("(http://\\S+)/welcome");
    private static final Pattern TOKEN = Pattern.compile("operator token\\s+(\\S+)");

    @TempDir Path data;

    @Test
    void aRunWhoseProcessWasKilledIsFinishedByTheNextStart() throws Exception {
        ObjectNode claim =
                Json.object()
                        .put("operation", "claim")
                        .put("from", "01d0ffee-0000-4000-8000-000000000007")
                        .put("to", "a1c0ffee-0000-4000-8000-000000000007")
                        .put("dryRun", false);
        Process first = handover();
        String run;
        try {
            Calls operator = awaitReady(first);
            run = operator.post("/operator/runs", claim).get("runId").asText();
            operator.awaitPlanned("/operator/runs/" + run);
        } finally {
            first.destroyForcibly().waitFor();
        }

        Process second = handover();
        try {
            JsonNode done = awaitReady(second).awaitState("/operator/runs/" + run, "complete");
            assertEquals(500, done.at("/counts/changed").asInt());
            assertEquals(500, done.at("/counts/found").asInt());
            assertEquals(0, done.at("/leftovers").asInt());
        } finally {
            second.destroyForcibly().waitFor();
        }
    }

    private Process handover() throws Exception {
        ProcessBuilder command =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName())
                        .redirectErrorStream(true);
        command.environment().put("HANDOVER_PORT", "0");
        command.environment().put("HANDOVER_DATA", data.toString());
        command.environment()
                .put("HANDOVER_TEMPLATE", Path.of("..", "template.yaml").toRealPath().toString());
        return command.start();
    }

    /// Reads what the command prints up to its operator token.
    private static Calls awaitReady(Process process) throws Exception {
        BufferedReader lines = process.inputReader();
        String url = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher page = PAGE.matcher(line);
            Matcher token = TOKEN.matcher(line);
            if (page.find()) {
                url = page.group(1);
            }
            if (token.find()) {
                Thread.ofVirtual()
                        .start(() ->
                                lines.lines()
                                        .forEach(_ -> {})); // so that its output never blocks it
                return new Calls(url, token.group(1));
            }
        }
        throw new AssertionError("handover ended with " + process.waitFor());
    }
}
