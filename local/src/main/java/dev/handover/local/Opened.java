package dev.handover.local;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/// What has been opened so far, to be closed last first: at the end, when the start fails, or when
/// the process is told to stop in the middle of it.
public final class Opened implements AutoCloseable {
    /// Closes one thing.
    public interface Closing {
        void run() throws Exception;
    }

    private final Deque<Closing> closings = new ConcurrentLinkedDeque<>();

    public void add(Closing closing) {
        closings.push(closing);
    }

    public <T extends AutoCloseable> T and(T part) {
        add(part::close);
        return part;
    }

    /// Closes all, whatever happens to any of them. A second caller waits for the first.
    @Override
    public synchronized void close() {
        for (Closing next = closings.poll(); next != null; next = closings.poll()) {
            try {
                next.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                System.getLogger(Opened.class.getName())
                        .log(System.Logger.Level.DEBUG, "while stopping", e);
            }
        }
    }
}
