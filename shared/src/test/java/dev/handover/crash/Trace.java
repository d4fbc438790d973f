package dev.handover.crash;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Collectors;

/// The last things that happened, for whoever has to understand a divergence.
final class Trace {
    private final int kept;
    private final Deque<Event> events = new ArrayDeque<>();

    private record Event(
            Instant at,
            String who,
            String port,
            String method,
            @Nullable Object argument,
            @Nullable Fault fault) {
        @Override
        public String toString() {
            String call = "%s  %-28s %s.%s %s".formatted(at, who, port, method, shortened());
            return fault == null ? call : call + "   <== " + fault;
        }

        private String shortened() {
            String text = String.valueOf(argument);
            return text.length() <= 400 ? text : text.substring(0, 400) + "…";
        }
    }

    /// @param kept how many
    Trace(int kept) {
        this.kept = kept;
    }

    void add(
            Instant at,
            String who,
            String port,
            String method,
            @Nullable Object argument,
            @Nullable Fault fault) {
        if (events.size() == kept) {
            events.removeFirst();
        }
        events.addLast(new Event(at, who, port, method, argument, fault));
    }

    @Override
    public String toString() {
        return events.stream().map(Event::toString).collect(Collectors.joining("\n"));
    }
}
