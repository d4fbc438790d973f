package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Map;

class ChangedRecordsTest {
    private final EngineKit kit = new EngineKit();

    private Map<String, String> changed(int limit) {
        return ChangedRecords.of(kit.engine, kit.run("run"), "status", limit);
    }

    @Test
    @DisplayName("what a run changed is told with a field as it was before, redriven records too")
    void tells() {
        kit.note("note-1", "{\"owner\":\"jane\",\"by\":\"Jane Doe\",\"status\":\"Live\"}");
        kit.note("note-2", "{\"owner\":\"jane\",\"by\":\"Jane Doe\"}"); // has no such field
        kit.note(
                "note-3",
                "{\"owner\":\"jane\",\"by\":\"Deleted User\",\"status\":\"Live\"}"); // right
        kit.note("note-4", "{\"owner\":\"jane\",\"status\":\"Live\"}"); // unsupported
        kit.note(
                "note-5",
                "{\"owner\":\"jane\",\"by\":\"J\",\"status\":\"Draft\",\"bug\":true}"); // fails
        kit.note("note-6", "{\"owner\":\"john\",\"by\":\"John\",\"status\":\"Live\"}"); // another's
        kit.start("run");
        kit.runAll("run");
        assertEquals(Map.of("note-1", "Live"), changed(10));
        kit.note("note-5", "{\"owner\":\"jane\",\"by\":\"J\",\"status\":\"Draft\"}"); // mended
        kit.controls.redrive("run", "tester", "mended");
        kit.runAll("run");
        assertEquals(Map.of("note-1", "Live", "note-5", "Draft"), changed(10));
        assertEquals(1, changed(1).size());
    }
}
