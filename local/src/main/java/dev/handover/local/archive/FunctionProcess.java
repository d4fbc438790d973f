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

    private static final String NATIVE_CLIENT =
            "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";

    private final Function function;
    private final RuntimeApi api;
    private final Process process;
    private long started;
    private Duration processorBefore = Duration.ZERO;
    private boolean restored;
    private @Nullable ColdStart coldStart;

    private FunctionProcess(Function function, RuntimeApi api, Process process, long started) {
        this.function = function;
        this.api = api;
        this.process = process;
        this.started = started;
    }

    /// @param folder the unpacked archive
    /// @param nativeClient the runtime client's native part. By itself it would unpack it to one
    ///   place that all processes of this machine share
    /// @param prefix of the command: what it is started with
    /// @param snapshot whether a snapshot is taken of it before its first event
    static FunctionProcess start(
            Function function,
            Map<String, String> environment,
            Path folder,
            Path nativeClient,
            List<String> prefix,
            boolean snapshot,
            FunctionLog log) {
        try {
            RuntimeApi api = RuntimeApi.start();
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(
                    List.of(
                            "-XX:+UseSerialGC", // what a JVM takes by itself on Lambda's processors
                            // what it would see there; by itself it begins with a 64th of that
                            "-XX:MaxRAM=" + function.memory() + "m",
                            "-XX:MaxHeapSize=" + function.memory() * 85L / 100 + "m",
                            "--enable-native-access=ALL-UNNAMED",
                            HOOKS,
                            NATIVE_CLIENT + nativeClient,
                            "-cp",
                            RUNTIME,
                            AWSLambda.class.getName(),
                            function.handler() + "::handleRequest"));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            builder.environment().putAll(ofLambda(function, api, folder));
            if (snapshot) {
                builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
            }
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
                "AWS_LAMBDA_RUNTIME_API",
                api.address(),
                "_HANDLER",
                function.handler() + "::handleRequest",
                "LAMBDA_TASK_ROOT",
                folder.toString(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "local",
                "AWS_LAMBDA_LOG_STREAM_NAME",
                function.logicalId(),
                "TZ",
                ":UTC");
    }

    private static void copy(Process process, Function function, FunctionLog log) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(line -> log.line(function.logicalId(), line));
        } catch (IOException | UncheckedIOException e) {
            log.line(function.logicalId(), "its output ended: " + e.getMessage());
        }
    }

    /// Waits until the function is ready for its snapshot, then lets it go on as a process does
    /// that was made from it. Its start counts from there.
    void restore(Duration patience) throws InterruptedException {
        try {
            CompletableFuture.anyOf(api.readyForSnapshot(), api.failedToStart(), process.onExit())
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IllegalStateException(function.logicalId() + " is not ready in time", e);
        }
        processorBefore = processor();
        started = System.nanoTime();
        restored = true;
        api.restore();
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
                        new ColdStart(
                                Duration.ofNanos(System.nanoTime() - started),
                                processor().minus(processorBefore),
                                resident(),
                                restored);
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

    private Duration processor() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private long resident() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
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
