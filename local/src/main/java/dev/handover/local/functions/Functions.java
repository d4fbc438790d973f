package dev.handover.local.functions;

import dev.handover.local.LocalProblem;
import dev.handover.local.template.Function;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The template's functions, ready to be invoked.
public final class Functions implements AutoCloseable {
    private final Map<String, Invocable> functions;
    private final ExecutorService threads;

    private Functions(Map<String, Invocable> functions, ExecutorService threads) {
        this.functions = functions;
        this.threads = threads;
    }

    /// @param common what Lambda gives all functions; a function's own variables go over it
    /// @throws LocalProblem naming every function that doesn't start, and why
    public static Functions build(
            List<Function> template, Map<String, String> common, Host host, FunctionLog log) {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Map<String, Future<Invocable>> building = new LinkedHashMap<>();
        for (Function function : template) {
            Map<String, String> environment = new LinkedHashMap<>(common);
            environment.put("AWS_LAMBDA_FUNCTION_NAME", function.logicalId());
            environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(function.memory()));
            environment.putAll(function.environment());
            building.put(
                    function.logicalId(),
                    threads.submit(
                            () -> host.start(function, Map.copyOf(environment), threads, log)));
        }
        Map<String, Invocable> functions = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        building.forEach((name, future) -> {
            try {
                functions.put(name, future.get());
            } catch (ExecutionException e) {
                problems.add(
                        e.getCause() instanceof LocalProblem problem
                                ? String.valueOf(problem.getMessage())
                                : name + " doesn't start: " + e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                problems.add("stopped while " + name + " was starting");
            }
        });
        if (!problems.isEmpty()) {
            threads.shutdownNow();
            throw new LocalProblem(String.join("\n", problems));
        }
        return new Functions(functions, threads);
    }

    public Set<String> names() {
        return functions.keySet();
    }

    /// @param event UTF-8 JSON
    public Answer invoke(String logicalId, byte[] event) throws InterruptedException {
        Invocable function = functions.get(logicalId);
        if (function == null) {
            throw new LocalProblem(
                    "There is no function "
                            + logicalId
                            + ". Functions are: "
                            + String.join(", ", names()));
        }
        return function.invoke(event);
    }

    /// Gives what still runs a moment, then interrupts it: as with a kill, what it did so far is
    /// enough to go on from.
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(3, TimeUnit.SECONDS)) { // most batches take less
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
