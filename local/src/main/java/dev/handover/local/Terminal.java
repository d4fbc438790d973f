package dev.handover.local;

import java.io.PrintStream;

/// Where the run speaks to the person: results on standard output, everything else on standard
/// error.
///
/// @param interactive whether a line may be drawn over again
public record Terminal(PrintStream out, PrintStream err, boolean interactive) {
    public static Terminal ofProcess() {
        return new Terminal(
                System.out, System.err, System.console() != null && System.console().isTerminal());
    }

    public void result(String text) {
        out.println(text);
        out.flush();
    }

    public void say(String text) {
        synchronized (err) {
            err.println(text);
            err.flush();
        }
    }
}
