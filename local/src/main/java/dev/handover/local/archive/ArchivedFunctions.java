package dev.handover.local.archive;

import dev.handover.local.functions.Answer;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Host;
import dev.handover.local.functions.Invocable;
import dev.handover.local.template.Function;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;

/// Runs every function from its own archive. A function gets its process with its first event, and
/// a new one when that one ended; it takes one event at a time.
public final class ArchivedFunctions implements Host, AutoCloseable {
    private final Path root;
    private final Path unpacked;
    private final List<String> prefix;
    private final SortedMap<String, ArchivedFunction> functions = new ConcurrentSkipListMap<>();

    /// @param root the folder that the template's `CodeUri`s start from
    /// @param unpacked an empty folder
    /// @param prefix what every process is started with: `taskset -c 1`; or nothing
    public ArchivedFunctions(Path root, Path unpacked, List<String> prefix) {
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
                        () -> FunctionProcess.start(function, environment, folder, prefix, log));
        functions.put(function.logicalId(), archived);
        return archived;
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

    private static final class ArchivedFunction implements Invocable {
        private final java.util.function.Supplier<FunctionProcess> starter;
        private @Nullable FunctionProcess process;

        ArchivedFunction(java.util.function.Supplier<FunctionProcess> starter) {
            this.starter = starter;
        }

        @Override
        public synchronized Answer invoke(byte[] event) throws InterruptedException {
            if (process == null || !process.isAlive()) {
                end();
                process = starter.get();
            }
            return process.invoke(event);
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
