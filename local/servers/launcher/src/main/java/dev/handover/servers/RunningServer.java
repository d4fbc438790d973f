package dev.handover.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own. It ends when this object is closed or this process ends.
public final class RunningServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3); // on a machine busy with builds
    private static final int LOOK_AGAIN_MILLIS = 20;

    private final Process process;
    private final Path log;

    private RunningServer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// @param folder where the log is written; and, by whoever is started, [Child#ADDRESS]
    static RunningServer start(List<String> command, Path workingFolder, Path folder) {
        Path log = folder.resolve("server.log");
        try {
            Files.deleteIfExists(folder.resolve(Child.ADDRESS));
            return new RunningServer(
                    new ProcessBuilder(command)
                            .directory(workingFolder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start(),
                    log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until the server tells its address.
    String address() {
        Path address = log.resolveSibling(Child.ADDRESS);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!Files.exists(address)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    String said = Files.readString(log);
                    kill();
                    throw new IllegalStateException("the server did not start:\n" + said);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
            return Files.readString(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a server was starting", e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /// As `kill -9`; what it has answered before must be on its disk.
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill(); // it has gone already
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
