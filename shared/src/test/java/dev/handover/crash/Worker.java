package dev.handover.crash;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// One invocation of a function: a thread that runs only while it has the baton.
final class Worker {
    final String name;
    final Instant dies;
    final List<Runnable> atNormalEnd = new ArrayList<>();
    private final Semaphore mine = new Semaphore(0);
    private final Semaphore driver = new Semaphore(0);
    private boolean killed;
    private boolean over;
    private @Nullable Throwable trouble;

    /// @param dies when Lambda kills it
    Worker(String name, Instant dies, Runnable body) {
        this.name = name;
        this.dies = dies;
        Thread.ofVirtual().name(name).start(() -> run(body));
    }

    private void run(Runnable body) {
        mine.acquireUninterruptibly();
        try {
            if (!killed) {
                body.run();
                atNormalEnd.forEach(Runnable::run);
            }
        } catch (Throwable thrown) {
            trouble = thrown;
        }
        over = true;
        driver.release();
    }

    /// Gives the worker the baton, and comes back when it passes it on or is over.
    void go() {
        mine.release();
        driver.acquireUninterruptibly();
    }

    /// Called by the worker itself: passes the baton, and comes back when it gets it again.
    void pass() {
        driver.release();
        mine.acquireUninterruptibly();
        if (killed) {
            throw new Crash("killed");
        }
    }

    void kill() {
        killed = true;
    }

    boolean isOver() {
        return over;
    }

    /// What ended it, or null when it came to its proper end.
    @Nullable Throwable trouble() {
        return trouble;
    }
}
