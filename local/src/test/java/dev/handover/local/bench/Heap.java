package dev.handover.local.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.locks.LockSupport;

/// How much heap is in use at most, after collecting garbage, until it is closed. Slows down what
/// it watches.
final class Heap implements AutoCloseable {
    private static final long LOOK = 200_000_000; // nanoseconds between two looks

    private final Thread looking;
    private volatile boolean through;
    private volatile long most; // bytes

    Heap() {
        looking = Thread.ofPlatform().start(this::look);
    }

    private void look() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        while (!through) {
            memory.gc();
            most = Math.max(most, memory.getHeapMemoryUsage().getUsed());
            LockSupport.parkNanos(LOOK);
        }
    }

    /// @return bytes
    long most() throws InterruptedException {
        close();
        looking.join();
        return most;
    }

    @Override
    public void close() {
        through = true;
    }
}
