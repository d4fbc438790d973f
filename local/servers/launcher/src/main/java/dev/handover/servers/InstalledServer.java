package dev.handover.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server that the machine's package manager has installed, in a process and a folder of its own,
/// on a free port of 127.0.0.1. It ends with this process, and its folder with it.
public final class InstalledServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2); // on a machine busy with builds
    private static final int LOOK_AGAIN_MILLIS = 20;

    /// Runs its arguments until they end, or until standard input does, which is a pipe from this
    /// process.
    private static final String SUPERVISED =
            """
            folder=$1; shift
            exec 3<&0
            "$@" 3<&- &
            server=$!
            { read -r _ <&3; kill -9 $server; } 2>/dev/null &
            wait $server
            rm -rf "$folder"
            """;

    private final Process process;
    private final Path log;
    private final int port;

    private InstalledServer(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /// What a server is started with.
    public interface Command {
        List<String> at(Path folder, int port) throws IOException;
    }

    public static InstalledServer start(String name, Command command) {
        try {
            Path folder = Files.createTempDirectory("handover-" + name);
            int port = freePort();
            List<String> supervised =
                    new ArrayList<>(List.of("/bin/sh", "-c", SUPERVISED, name, folder.toString()));
            supervised.addAll(command.at(folder, port));
            Path log = folder.resolve("server.log");
            Process process =
                    new ProcessBuilder(supervised)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            InstalledServer server = new InstalledServer(process, log, port);
            server.awaitConnections();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// MariaDB, with the user `root` without a password and the database `test`.
    public static InstalledServer mariaDb() {
        return start("mariadb", (folder, port) -> mariaDb(folder, folder, port));
    }

    /// The same with its data in a folder that stays, for the next start.
    public static InstalledServer mariaDb(Path kept) {
        return start("mariadb", (folder, port) -> mariaDb(folder, kept, port));
    }

    private static List<String> mariaDb(Path folder, Path kept, int port) throws IOException {
        String user = "--user=" + System.getProperty("user.name");
        Path data = kept.resolve("data");
        if (!Files.exists(data)) {
            Path fresh = kept.resolve("fresh"); // only a whole one becomes the data
            run(
                    folder,
                    "mariadb-install-db",
                    "--no-defaults",
                    user,
                    "--datadir=" + fresh,
                    "--auth-root-authentication-method=normal");
            Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
        }
        return List.of(
                program("mariadbd"),
                "--no-defaults",
                user,
                "--datadir=" + data,
                "--socket=" + folder.resolve("socket"),
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-file-size=16M",
                "--performance-schema=OFF",
                "--innodb-flush-log-at-trx-commit=2", // a killed process loses nothing
                "--skip-log-bin");
    }

    /// Servers are where only an administrator's path leads.
    private static String program(String name) {
        Path administrators = Path.of("/usr/sbin", name);
        return Files.isExecutable(administrators) ? administrators.toString() : name;
    }

    /// `127.0.0.1:port`.
    public String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    private static void run(Path folder, String... command) throws IOException {
        Path log = folder.resolve(command[0] + ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command[0] + " failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a server was set up", e);
        }
    }

    private void awaitConnections() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    String said = Files.exists(log) ? Files.readString(log) : "";
                    close();
                    throw new IllegalStateException("the server did not start:\n" + said, e);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                close();
                throw new IllegalStateException("stopped while a server was starting", e);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }
}
