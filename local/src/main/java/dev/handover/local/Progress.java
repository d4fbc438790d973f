package dev.handover.local;

import com.fasterxml.jackson.databind.JsonNode;

/// A run's progress on the terminal: a bar that is drawn over, or a line for each change where
/// nothing can be.
final class Progress {
    private static final int WIDTH = 30; // characters

    private final Terminal terminal;
    private String last = "";

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(JsonNode run) {
        String line = line(run);
        if (line.equals(last)) {
            return;
        }
        last = line;
        if (terminal.interactive()) {
            terminal.err().print("\r\u001b[K" + line); // back to the start, and clear the line
            terminal.err().flush();
        } else {
            terminal.say(line);
        }
    }

    void end() {
        if (terminal.interactive()) {
            terminal.say("");
        }
    }

    static String line(JsonNode run) {
        JsonNode counts = run.path("counts");
        long found = counts.path("found").asLong();
        long decided = found - counts.path("pending").asLong();
        double share =
                run.path("progress").isNumber()
                        ? run.path("progress").asDouble()
                        : found == 0 ? 0 : (double) decided / found;
        int filled = (int) Math.round(share * WIDTH);
        String stage = run.path("stage").asText("");
        return "[%s%s] %3d %%  %s%s  %d of %d records"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        Math.round(share * 100),
                        run.path("state").asText("?"),
                        stage.isEmpty() ? "" : " " + stage,
                        decided,
                        found);
    }
}
