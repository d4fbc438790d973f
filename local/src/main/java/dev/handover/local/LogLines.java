package dev.handover.local;

import dev.handover.local.functions.FunctionLog;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Standard output while functions run here: in Lambda it is their log, so here it goes to the log
/// file. A line at level ERROR is shown on the terminal too, since somebody must act.
final class LogLines extends OutputStream {
    private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
    private final FunctionLog log;
    private final Consumer<String> errors;

    private LogLines(FunctionLog log, Consumer<String> errors) {
        this.log = log;
        this.errors = errors;
    }

    static PrintStream stream(FunctionLog log, Consumer<String> errors) {
        return new PrintStream(new LogLines(log, errors), true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
            return;
        }
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        log.line("-", text);
        if (text.contains("\"level\":\"ERROR\"")) {
            errors.accept(text);
        }
    }
}
