package dev.handover.local.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// What the functions log: one file for all, a line with time and function each. In place of
/// CloudWatch.
public final class FunctionLog implements AutoCloseable {
    private final Writer writer;
    private final InstantSource clock;

    private FunctionLog(Writer writer, InstantSource clock) {
        this.writer = writer;
        this.clock = clock;
    }

    public static FunctionLog to(Path file, InstantSource clock) throws IOException {
        return new FunctionLog(
                Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                clock);
    }

    public synchronized void line(String function, String text) {
        try {
            writer.write(
                    clock.instant().truncatedTo(ChronoUnit.MILLIS)
                            + " "
                            + function
                            + " "
                            + text.strip()
                            + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a function died of. The stack trace goes here and nowhere else.
    public void failure(String function, Throwable failure) {
        java.io.StringWriter trace = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(trace));
        line(function, trace.toString());
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
