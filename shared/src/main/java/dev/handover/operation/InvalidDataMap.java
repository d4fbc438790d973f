package dev.handover.operation;

import java.util.List;
import java.util.stream.Collectors;

/// A data map that can't be used, with all that is wrong with it, one line each.
public final class InvalidDataMap extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidDataMap(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }

    /// @param line counted from 1; of the file named, which is another one where a map extends
    ///   another
    /// @param path a JSON Pointer; empty for the whole map
    public record Problem(String file, int line, String path, String message) {
        @Override
        public String toString() {
            return file + " line " + line + (path.isEmpty() ? "" : ", " + path) + ": " + message;
        }
    }
}
