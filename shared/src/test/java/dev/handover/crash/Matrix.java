package dev.handover.crash;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Plays many schedules and adds up what happened.
final class Matrix {
    private final Subject subject;
    private final Sabotage sabotage;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private final List<Divergence> divergences = new ArrayList<>();
    private long schedules;
    private long calls;
    private long deadLetters;

    Matrix(Subject subject, Sabotage sabotage) {
        this.subject = subject;
        this.sabotage = sabotage;
    }

    /// Plays the seeds from `first` on.
    ///
    /// @param most stops after so many divergences
    Matrix play(long first, int count, int most) {
        return play(first, 1, count, most);
    }

    /// Plays seeds of one family only.
    Matrix play(Schedule.Family family, int count, int most) {
        return play(family.ordinal(), Schedule.Family.values().length, count, most);
    }

    private Matrix play(long first, int step, int count, int most) {
        AtomicLong number = new AtomicLong();
        LongSupplier seed = () -> first + step * number.getAndIncrement();
        long end = first + (long) step * count;
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        // virtual ones, so that passing the baton needs no help of the operating system
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < threads; i++) {
                pool.submit(() -> take(seed, end, most));
            }
        }
        return this;
    }

    private void take(LongSupplier seed, long end, int most) {
        long next = seed.getAsLong();
        while (next < end && !isEnough(most)) {
            play(next);
            next = seed.getAsLong();
        }
    }

    private synchronized boolean isEnough(int most) {
        return divergences.size() >= most;
    }

    private void play(long seed) {
        Play.@Nullable Told told = null;
        @Nullable Divergence found = null;
        try {
            told = Play.of(Schedule.of(seed), subject, sabotage);
        } catch (Divergence divergence) {
            found = divergence;
        }
        add(told, found);
    }

    private synchronized void add(Play.@Nullable Told told, @Nullable Divergence found) {
        schedules++;
        if (found != null) {
            divergences.add(found);
        }
        if (told != null) {
            calls += told.calls();
            deadLetters += told.deadLetters();
            told.faults().forEach((fault, times) -> faults.merge(fault, (long) times, Long::sum));
        }
    }

    List<Divergence> divergences() {
        return divergences;
    }

    @Override
    public String toString() {
        return "%s: %d schedules, %d port calls, %d dead letters, %d divergences; faults: %s"
                .formatted(
                        subject.getClass().getSimpleName(),
                        schedules,
                        calls,
                        deadLetters,
                        divergences.size(),
                        faults.entrySet().stream()
                                .map(one -> one.getKey() + " " + one.getValue())
                                .collect(Collectors.joining(", ")));
    }
}
