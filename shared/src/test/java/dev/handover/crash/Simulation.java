package dev.handover.crash;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;

/// An agenda and a clock of its own. Workers are threads that pass one baton: of all that happens,
/// one thing happens at a time, in the order of the agenda, so that the same agenda plays again in
/// the same way. Time passes only from one point of the agenda to the next.
final class Simulation implements AutoCloseable {
    private record Point(Instant at, long number, Runnable what) {}

    private final PriorityQueue<Point> agenda =
            new PriorityQueue<>(Comparator.comparing(Point::at).thenComparingLong(Point::number));
    private final Set<Worker> alive = new LinkedHashSet<>();
    private Instant now;
    private long points;
    private @Nullable Worker running;

    Simulation(Instant start) {
        now = start;
    }

    Instant now() {
        return now;
    }

    void in(Duration delay, Runnable what) {
        agenda.add(new Point(now.plus(delay), points++, what));
    }

    /// Who has the baton; null when it is the driver.
    @Nullable Worker running() {
        return running;
    }

    boolean runs(String name) {
        return running != null && running.name.equals(name);
    }

    boolean isQuiet() {
        return alive.isEmpty();
    }

    /// Starts a function, which is killed when it takes longer than `timeout`.
    ///
    /// @param ended is told how it ended: null for properly
    void start(
            String name,
            Duration timeout,
            Runnable body,
            BiConsumer<Worker, @Nullable Throwable> ended) {
        Worker worker = new Worker(name, now.plus(timeout), body);
        alive.add(worker);
        resume(worker, ended);
    }

    private void resume(Worker worker, BiConsumer<Worker, @Nullable Throwable> ended) {
        in(Duration.ZERO, () -> go(worker, ended));
    }

    private void go(Worker worker, BiConsumer<Worker, @Nullable Throwable> ended) {
        running = worker;
        waits = null;
        worker.go();
        running = null;
        if (worker.isOver()) {
            alive.remove(worker);
            ended.accept(worker, worker.trouble());
        } else {
            Duration wait = waits == null ? Duration.ZERO : waits;
            in(wait, () -> go(worker, ended));
        }
    }

    private @Nullable Duration waits;

    /// Called by a worker: lets others go on for so long. A worker whose time is up dies instead.
    void wait(Duration duration) {
        Worker worker = running;
        if (worker == null) {
            return;
        }
        boolean tooLong = now.plus(duration).isAfter(worker.dies);
        if (tooLong) {
            worker.kill();
        }
        waits = tooLong ? Duration.between(now, worker.dies) : duration;
        worker.pass();
    }

    /// Goes on to the next point of the agenda.
    ///
    /// @return false when there is none
    boolean step() {
        Point next = agenda.poll();
        if (next == null) {
            return false;
        }
        now = next.at;
        next.what.run();
        return true;
    }

    /// Lets the threads of workers that are still waiting come to an end.
    @Override
    public void close() {
        for (Worker worker : alive) {
            worker.kill();
            worker.go();
        }
        alive.clear();
    }
}
