package dev.handover.local.stack;

import dev.handover.local.LocalProblem;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A real Redis with the binary that embedded-redis carries, kept in an append-only file.
///
/// It is a process of its own, so it outlives this one when that is killed: the next start finds it
/// by its port and folder, and ends it before it starts another on the same file.
final class RedisProcess implements Part {
    private static final Duration PATIENCE =
            Duration.ofSeconds(20); // to load what an earlier run left

    private final Process process;
    private final int port;

    private RedisProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static RedisProcess start(Path folder) throws IOException {
        Path portFile = folder.resolve("port");
        endSurvivor(folder, portFile);
        Path binaries = Files.createDirectories(folder.resolve("bin"));
        String executable =
                ExecutableProvider.newJarResourceProvider(binaries.toFile())
                        .get()
                        .getAbsolutePath();
        int port = FreePort.find();
        Files.writeString(portFile, String.valueOf(port));
        Path log = folder.resolve("redis.log");
        Process process =
                new ProcessBuilder(
                                List.of(
                                        executable,
                                        "--port",
                                        String.valueOf(port),
                                        "--bind",
                                        "127.0.0.1",
                                        "--dir",
                                        folder.toString(),
                                        "--appendonly",
                                        "yes",
                                        "--save",
                                        ""))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        RedisProcess redis = new RedisProcess(process, port);
        redis.awaitReady(log);
        return redis;
    }

    private void awaitReady(Path log) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                jedis.ping();
                return;
            } catch (JedisException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    process.destroyForcibly();
                    throw new LocalProblem("Redis didn't start; " + log + " says why", e);
                }
            }
            pause();
        }
    }

    private static void endSurvivor(Path folder, Path portFile) throws IOException {
        if (!Files.exists(portFile)) {
            return;
        }
        int port = Integer.parseInt(Files.readString(portFile).strip());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (Jedis jedis = new Jedis("127.0.0.1", port)) {
                Map<String, String> where = jedis.configGet("dir");
                if (!folder.toRealPath().toString().equals(where.get("dir"))) {
                    return; // somebody else's
                }
                jedis.shutdown();
            } catch (JedisException e) {
                if (e.getMessage() != null && e.getMessage().startsWith("LOADING")) {
                    pause();
                    continue;
                }
                return; // nobody there (any more)
            }
            pause();
        }
        throw new LocalProblem(
                "A Redis of an earlier run still uses "
                        + folder
                        + " on port "
                        + port
                        + "; stop it");
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalProblem("stopped while Redis was starting", e);
        }
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void stop() throws InterruptedException {
        process.destroy(); // it writes its file out first
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
