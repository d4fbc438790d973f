package dev.handover.local.functions;

import dev.handover.local.template.Function;

import java.util.Map;
import java.util.concurrent.ExecutorService;

/// Where functions run: in this process, or each from its archive in a process of its own.
@FunctionalInterface
public interface Host {
    /// @param environment everything that Lambda would set
    /// @param threads for what the function does; shut down when the functions are closed
    /// @throws dev.handover.local.LocalProblem when the function doesn't start
    Invocable start(
            Function function,
            Map<String, String> environment,
            ExecutorService threads,
            FunctionLog log);
}
