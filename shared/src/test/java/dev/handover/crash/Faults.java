package dev.handover.crash;

import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Decides at each call of a port how long it takes and what goes wrong.
final class Faults {
    /// A call that is as slow as this has been overtaken by everything, or its function is killed.
    private static final int LONGEST_STALL = 100_000; // milliseconds

    private static final Set<String> WRITES = Set.of("put", "delete", "write", "putIfAbsent");

    /// One port is down from, inclusive, until, exclusive.
    record Outage(String port, Instant from, Instant until) {}

    private final Simulation simulation;
    private final RandomGenerator random;
    private final Schedule schedule;
    private final Trace trace;
    private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
    private final @Nullable Outage outage;
    private final Set<String> written = new HashSet<>();
    private Consumer<String> beforeStore = _ -> {};
    private int left;
    private long calls;

    Faults(
            Simulation simulation,
            RandomGenerator random,
            Schedule schedule,
            @Nullable Outage outage,
            Trace trace) {
        this.simulation = simulation;
        this.random = random;
        this.schedule = schedule;
        this.outage = outage;
        this.trace = trace;
        left = schedule.faults();
    }

    /// Calls the port in the name of the worker who has the baton; the driver's own calls are safe.
    ///
    /// @param another what the port answers when it takes its own first try for somebody else's;
    ///   null where it has no such answer
    <T> T around(
            String port,
            String method,
            @Nullable Object argument,
            @Nullable Supplier<T> another,
            Supplier<T> call) {
        Worker worker = simulation.running();
        if (worker == null) {
            return call.get();
        }
        calls++;
        boolean writes = WRITES.contains(method);
        simulation.wait(latency(writes ? schedule.risk() : schedule.risk() / 4));
        if (writes && isSeen(argument)) {
            written.add(port);
        }
        if (port.equals("Store")) {
            beforeStore.accept(method);
        }
        if (isOut(port)) {
            trace.add(simulation.now(), worker.name, port, method, argument, Fault.OUTAGE);
            count(Fault.OUTAGE);
            throw Trouble.of(port);
        }
        @Nullable Fault fault = draw(another != null);
        trace.add(simulation.now(), worker.name, port, method, argument, fault);
        if (fault == null) {
            return call.get();
        }
        return switch (fault) {
            case CRASH_BEFORE -> throw new Crash("before " + method);
            case CRASH_AFTER -> {
                call.get();
                throw new Crash("after " + method);
            }
            case ANSWER_LOST -> {
                call.get();
                throw Trouble.of(port);
            }
            case REFUSED -> throw Trouble.of(port);
            case TAKEN_FOR_ANOTHERS -> {
                call.get();
                yield another == null ? call.get() : another.get();
            }
            case STALLED, OUTAGE, DUPLICATED, DELAYED, NOT_DELETED -> call.get();
        };
    }

    /// Locks, keys and markers are nothing that somebody who follows a run can see.
    private static boolean isSeen(@Nullable Object argument) {
        return !(argument instanceof Table.Item item)
                || item.id().sort().equals("RUN")
                || item.id().sort().startsWith("LANE");
    }

    private boolean isOut(String port) {
        return outage != null
                && outage.port().equals(port)
                && !simulation.now().isBefore(outage.from())
                && simulation.now().isBefore(outage.until());
    }

    private @Nullable Fault draw(boolean other) {
        if (left == 0 || random.nextDouble() >= schedule.risk()) {
            return null;
        }
        left--;
        Fault fault =
                switch (random.nextInt(other ? 5 : 4)) {
                    case 0 -> Fault.CRASH_BEFORE;
                    case 1 -> Fault.CRASH_AFTER;
                    case 2 -> Fault.ANSWER_LOST;
                    case 3 -> Fault.REFUSED;
                    default -> Fault.TAKEN_FOR_ANOTHERS;
                };
        return count(fault);
    }

    private Duration latency(double stalls) {
        if (left > 0 && random.nextDouble() < stalls) {
            left--;
            count(Fault.STALLED);
            return Duration.ofMillis(random.nextInt(100, LONGEST_STALL));
        }
        return Duration.ofMillis(random.nextInt(1, schedule.slowest()));
    }

    /// Whether to do this to a message or a page. It keeps no run from its end, so it is not
    /// limited.
    boolean hits(Fault fault) {
        boolean hit = random.nextDouble() < schedule.noise();
        if (hit) {
            count(fault);
        }
        return hit;
    }

    /// Whether two of a kind are to work at the same time, all the time.
    boolean twins() {
        if (schedule.twins()) {
            count(Fault.DUPLICATED);
        }
        return schedule.twins();
    }

    /// Lets something happen at the worst moment: when a call is about to reach the store.
    void beforeStore(Consumer<String> happens) {
        beforeStore = happens;
    }

    private Fault count(Fault fault) {
        injected.merge(fault, 1, Integer::sum);
        return fault;
    }

    Map<Fault, Integer> injected() {
        return injected;
    }

    /// Whether somebody wrote what can be seen, or tried to, since this was last asked.
    boolean wasWritten(String port) {
        return written.remove(port);
    }

    long calls() {
        return calls;
    }
}
