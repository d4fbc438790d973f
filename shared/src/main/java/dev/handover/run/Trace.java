package dev.handover.run;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The trace that the work in hand belongs to. It comes with a request or a message, stands in
/// every log line, and goes on with every message that is sent meanwhile: so the lines of a login
/// or a request are found together, through all functions. What the sweep sends again begins a
/// trace of its own; the run's id is in all lines.
public final class Trace {
    /// Of X-Ray's header: a root of time and random, the segment above, whether it is recorded. All
    /// else, and whatever a caller made up, is not passed on.
    private static final List<Pattern> PARTS =
            Stream.of("Root=1-[0-9a-f]{8}-[0-9a-f]{24}", "Parent=[0-9a-f]{16}", "Sampled=[01]")
                    .map(part -> Pattern.compile("(?<![^;])" + part + "(?![^;])"))
                    .toList();

    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private Trace() {}

    /// Does it as part of that trace, if it is one.
    public static <T> T within(@Nullable String header, Supplier<T> work) {
        String clean =
                PARTS.stream()
                        .flatMap(part -> part.matcher(header == null ? "" : header).results())
                        .map(MatchResult::group)
                        .collect(Collectors.joining(";"));
        return clean.startsWith("Root=")
                ? ScopedValue.where(CURRENT, clean).call(work::get)
                : work.get();
    }

    /// As messages carry it.
    public static Optional<String> header() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// As log lines name it: `1-…`.
    static Optional<String> id() {
        return header().map(header -> header.substring("Root=".length()).replaceFirst(";.*", ""));
    }
}
