package dev.handover.serveconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.run.Controls;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The list of a stack that has had ten thousand runs.
class RunListTest {
    private static final int RUNS = 10_000;

    private final Console console = new Console();
    private final List<String> newestFirst = new ArrayList<>();

    RunListTest() {
        Controls controls = new Controls(console.stack.engine);
        for (int i = 0; i < RUNS; i++) {
            console.stack.now = console.stack.now.plusSeconds(1);
            controls.start(request("run-%05d".formatted(i)));
            newestFirst.addFirst("run-%05d".formatted(i));
        }
    }

    private static Controls.Request request(String runId) {
        return new Controls.Request(
                runId,
                "claim",
                Json.object().put("to", "new-" + runId),
                List.of("new-" + runId),
                "operator:demo",
                false,
                false,
                false);
    }

    @Test
    @DisplayName("page by page every run comes once, the newest first, to the last page")
    void everyRunOnce() {
        assertEquals(newestFirst, runs("/operator/runs?limit=100"));
    }

    @Test
    @DisplayName("those of one state are found among all others, each once, in few pages")
    void thoseOfOneState() {
        Controls controls = new Controls(console.stack.engine);
        List<String> paused =
                IntStream.of(9_990, 9_989, 5_000, 4, 0).mapToObj("run-%05d"::formatted).toList();
        paused.forEach(run -> controls.pause(run, null, "operator:demo", "a test"));
        assertEquals(paused, runs("/operator/runs?limit=2&state=paused"));
    }

    private List<String> runs(String path) {
        List<String> runs = new ArrayList<>();
        String next = "";
        int pages = 0;
        while (next != null) {
            JsonNode page = console.ask(200, "GET " + path + next, null);
            assertTrue(page.path("runs").size() <= 100);
            page.path("runs").forEach(run -> runs.add(run.path("runId").asText()));
            next = page.has("next") ? "&next=" + page.path("next").asText() : null;
            pages++;
        }
        assertTrue(pages <= RUNS / 100 + 1, "pages: " + pages);
        return runs;
    }
}
