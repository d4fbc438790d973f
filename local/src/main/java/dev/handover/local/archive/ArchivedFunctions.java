package dev.handover.local.archive;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

import dev.handover.local.functions.Answer;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Host;
import dev.handover.local.functions.Invocable;
import dev.handover.local.template.Function;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Runs every function from its own archive. A function gets its process with its first event, and
/// a new one when that one ended; it takes one event at a time.
public final class ArchivedFunctions implements Host, AutoCloseable {
    private final Path root;
    private final Path unpacked;
    private final List<String> prefix;
    private final boolean snapshots;
    private final ReentrantLock starts = new ReentrantLock(true);
    private final SortedMap<String, ArchivedFunction> functions = new ConcurrentSkipListMap<>();

    /// @param root the folder that the template's `CodeUri`s start from
    /// @param unpacked an empty folder
    /// @param prefix what every process is started with: `taskset -c 1`; or nothing
    /// @param snapshots whether functions with SnapStart are restored, not started
    public ArchivedFunctions(Path root, Path unpacked, List<String> prefix, boolean snapshots) {
        this.snapshots = snapshots;
        this.root = root;
        this.unpacked = unpacked;
        this.prefix = prefix;
    }

    @Override
    public Invocable start(
            Function function,
            Map<String, String> environment,
            ExecutorService threads,
            FunctionLog log) {
        Path folder =
                new Archive(root.resolve(function.archive()))
                        .unpackedIn(unpacked.resolve(function.logicalId()));
        ArchivedFunction archived =
                new ArchivedFunction(
                        () ->
                                FunctionProcess.start(
                                        function,
                                        environment,
                                        folder,
                                        nativeClient(),
                                        prefix,
                                        snapshots && function.snapStart(),
                                        log),
                        snapshots && function.snapStart());
        functions.put(function.logicalId(), archived);
        return archived;
    }

    private synchronized Path nativeClient() {
        Path file = unpacked.resolve("runtime-client.so");
        if (!Files.exists(file)) {
            String architecture =
                    System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            String name = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
            try (InputStream in = AWSLambda.class.getResourceAsStream(name)) {
                Files.copy(Objects.requireNonNull(in, name), file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return file;
    }

    /// Of the functions that have answered.
    public SortedMap<String, ColdStart> coldStarts() {
        SortedMap<String, ColdStart> starts = new ConcurrentSkipListMap<>();
        functions.forEach((name, function) -> {
            ColdStart start = function.coldStart();
            if (start != null) {
                starts.put(name, start);
            }
        });
        return starts;
    }

    /// Ends all processes. The next events start new ones.
    public void endAll() {
        functions.values().forEach(ArchivedFunction::end);
    }

    @Override
    public void close() {
        endAll();
    }

    private final class ArchivedFunction implements Invocable {
        /// Nobody waits for a snapshot; a busy machine may take this long to get to it.
        private static final Duration SNAPSHOT = Duration.ofMinutes(1);

        private final Supplier<FunctionProcess> starter;
        private final boolean snapStart;
        private @Nullable FunctionProcess process;

        ArchivedFunction(Supplier<FunctionProcess> starter, boolean snapStart) {
            this.starter = starter;
            this.snapStart = snapStart;
        }

        @Override
        public synchronized Answer invoke(byte[] event) throws InterruptedException {
            if (process != null && process.isAlive()) {
                return process.invoke(event);
            }
            // one after the other, so that each is measured alone
            starts.lockInterruptibly();
            try {
                end();
                process = starter.get();
                if (snapStart) {
                    process.restore(SNAPSHOT);
                }
                return process.invoke(event);
            } finally {
                starts.unlock();
            }
        }

        @Nullable ColdStart coldStart() {
            return process == null ? null : process.coldStart();
        }

        synchronized void end() {
            if (process != null) {
                process.close();
                process = null;
            }
        }
    }
}
