package dev.handover.local.functions;

import dev.handover.lambda.Env;
import dev.handover.local.LocalProblem;
import dev.handover.local.template.Function;

import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One function of the template in this process: its handler is built once, with its own
/// environment.
///
/// Unlike Lambda, invocations at the same time share the handler, and what a time-out interrupts
/// may go on for a while: a thread can't be frozen.
public final class LocalFunction implements Invocable {
    private final Function function;
    private final LambdaHandler handler;
    private final Map<String, String> environment;
    private final ExecutorService threads;
    private final InstantSource clock;
    private final FunctionLog log;

    private LocalFunction(
            Function function,
            LambdaHandler handler,
            Map<String, String> environment,
            ExecutorService threads,
            InstantSource clock,
            FunctionLog log) {
        this.function = function;
        this.handler = handler;
        this.environment = environment;
        this.threads = threads;
        this.clock = clock;
        this.log = log;
    }

    /// All functions share this process.
    public static Host host(InstantSource clock) {
        return (function, environment, threads, log) ->
                build(function, environment, threads, clock, log);
    }

    /// @throws LocalProblem when the class isn't there, or its constructor fails
    private static LocalFunction build(
            Function function,
            Map<String, String> environment,
            ExecutorService threads,
            InstantSource clock,
            FunctionLog log) {
        try {
            Class<?> type = Class.forName(function.handler());
            Object handler =
                    ScopedValue.where(Env.SCOPE, environment)
                            .call(() -> type.getConstructor().newInstance());
            return new LocalFunction(
                    function, LambdaHandler.of(handler), environment, threads, clock, log);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            log.failure(function.logicalId(), cause);
            throw new LocalProblem(
                    function.logicalId() + " doesn't start: " + cause.getMessage(), cause);
        } catch (ReflectiveOperationException e) {
            throw new LocalProblem(
                    function.logicalId()
                            + ": the handler "
                            + function.handler()
                            + " isn't there, or has no public constructor without arguments. Build"
                            + " first: mvn package",
                    e);
        }
    }

    /// An interrupt ends the waiting only: the handler goes on until it is done, or the functions
    /// are closed.
    ///
    /// @param event UTF-8 JSON
    @Override
    public Answer invoke(byte[] event) throws InterruptedException {
        LocalContext context =
                new LocalContext(
                        function,
                        UUID.randomUUID().toString(),
                        clock.instant().plus(function.timeout()),
                        clock,
                        log);
        Future<byte[]> invocation =
                threads.submit(() ->
                        ScopedValue.where(Env.SCOPE, environment)
                                .call(() -> handler.handle(event, context)));
        try {
            return new Answer.Returned(
                    invocation.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            invocation.cancel(true);
            log.line(
                    function.logicalId(),
                    "timed out after " + function.timeout().toSeconds() + " s");
            return new Answer.TimedOut();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            log.failure(function.logicalId(), cause);
            return new Answer.Failed(cause.getClass().getName());
        }
    }
}
