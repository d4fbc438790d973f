package dev.handover.local.archive;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;

import dev.handover.local.functions.Answer;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.template.Function;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.annotations.SdkInternalApi;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One process of a function, as Lambda makes it: AWS's runtime client in front, the function's
/// unpacked archive as its folder, its variables and no others.
final class FunctionProcess implements AutoCloseable {
    /// What Lambda's own runtime brings; all else must be in the archive.
    private static final String RUNTIME =
            Stream.of(
                            AWSLambda.class,
                            Context.class,
                            PojoSerializer.class,
                            SdkInternalThreadLocal.class,
                            SdkInternalApi.class)
                    .map(FunctionProcess::jar)
                    .distinct()
                    .collect(Collectors.joining(File.pathSeparator));

    /// SnapStart's hooks reach the runtime client only so, outside Lambda.
    private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    private final Function function;
    private final RuntimeApi api;
    private final Process process;
    private final long started;
    private @Nullable ColdStart coldStart;

    private FunctionProcess(Function function, RuntimeApi api, Process process, long started) {
        this.function = function;
        this.api = api;
        this.process = process;
        this.started = started;
    }

    /// @param folder the unpacked archive
    /// @param prefix of the command: what it is started with
    static FunctionProcess start(
            Function function,
            Map<String, String> environment,
            Path folder,
            List<String> prefix,
            FunctionLog log) {
        try {
            RuntimeApi api = RuntimeApi.start();
            List<String> command = new ArrayList<>(prefix);
            command.add(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(
                            "-XX:+UseSerialGC", // what a JVM takes by itself on Lambda's processors
                            // a JVM takes a 64th of the memory that it sees to begin with
                            "-XX:InitialHeapSize=" + function.memory() / 64 + "m",
                            "-XX:MaxHeapSize=" + function.memory() * 85L / 100 + "m",
                            "--enable-native-access=ALL-UNNAMED",
                            HOOKS,
                            "-cp",
                            RUNTIME,
                            AWSLambda.class.getName(),
                            function.handler() + "::handleRequest"));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().putAll(ofLambda(function, api, folder));
            long started = System.nanoTime();
            Process process = builder.start();
            Thread.startVirtualThread(() -> copy(process, function, log));
            return new FunctionProcess(function, api, process, started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> ofLambda(Function function, RuntimeApi api, Path folder) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "_HANDLER", function.handler() + "::handleRequest",
                "LAMBDA_TASK_ROOT", folder.toString(),
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_LOG_GROUP_NAME", "local",
                "AWS_LAMBDA_LOG_STREAM_NAME", function.logicalId(),
                "TZ", ":UTC");
    }

    private static void copy(Process process, Function function, FunctionLog log) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> log.line(function.logicalId(), line));
        } catch (IOException | UncheckedIOException e) {
            log.line(function.logicalId(), "its output ended: " + e.getMessage());
        }
    }

    /// Waits until the hooks before a snapshot have run, then goes on as a restored process does.
    /// Its start counts from there.
    FunctionProcess restored(Duration patience) throws InterruptedException {
        throw new UnsupportedOperationException("later");
    }

    /// A process that took too long is ended, as on Lambda.
    Answer invoke(byte[] event) throws InterruptedException {
        CompletableFuture<RuntimeApi.Said> answer =
                api.ask(event, Instant.now().plus(function.timeout()));
        CompletableFuture<Object> end =
                CompletableFuture.anyOf(answer, api.failedToStart(), process.onExit());
        try {
            Object came = end.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (coldStart == null) {
                coldStart =
                        new ColdStart(Duration.ofNanos(System.nanoTime() - started), resident());
            }
            return came instanceof RuntimeApi.Said said
                    ? said.error()
                            .<Answer>map(Answer.Failed::new)
                            .orElseGet(() -> new Answer.Returned(said.json()))
                    : new Answer.Failed("Runtime.ExitError");
        } catch (TimeoutException e) {
            close();
            return new Answer.TimedOut();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Null before the first answer.
    @Nullable ColdStart coldStart() {
        return coldStart;
    }

    private long resident() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }

    private static String jar(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
    }
}
