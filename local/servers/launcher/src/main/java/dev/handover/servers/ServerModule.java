package dev.handover.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// One folder beside this module that holds a server: its Maven build and the options of its Java.
/// Built when it is first asked for, and again when it has changed: the servers are large, and only
/// who needs one waits for its download.
final class ServerModule {
    private final Path folder;
    private final Path target;

    private ServerModule(Path folder) {
        this.folder = folder;
        this.target = folder.resolve("target");
    }

    static ServerModule named(String name) {
        Path at = ownLocation();
        while (at != null && !Files.exists(at.resolve("local/servers/pom.xml"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException(
                    "the servers are started from a checkout of Handover, and there is none around "
                            + ownLocation());
        }
        return new ServerModule(at.resolve("local/servers").resolve(name));
    }

    Path folder() {
        return folder;
    }

    Path options() {
        return folder.resolve("jvm.options");
    }

    /// What Java needs to run [Child] and the server, built if need be.
    String classPath() {
        try {
            build();
            return String.join(
                    File.pathSeparator,
                    ownLocation().toString(),
                    target.resolve("classes").toString(),
                    Files.readString(target.resolve("classpath")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void build() throws IOException {
        Files.createDirectories(target);
        Path built = target.resolve("built");
        try (FileChannel lock =
                FileChannel.open(
                        target.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            lock.lock();
            if (Files.exists(built) && newest().compareTo(Files.getLastModifiedTime(built)) < 0) {
                return;
            }
            FileTime begin = FileTime.from(Instant.now());
            System.err.println("Building " + folder.getFileName() + " (once) ...");
            runMaven();
            Files.writeString(built, "");
            Files.setLastModifiedTime(built, begin);
        }
    }

    private FileTime newest() throws IOException {
        FileTime newest = Files.getLastModifiedTime(folder.resolveSibling("pom.xml"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> !file.startsWith(target)).toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                if (!Files.isDirectory(file) && time.compareTo(newest) > 0) {
                    newest = time;
                }
            }
        }
        return newest;
    }

    private void runMaven() throws IOException {
        Path log = target.resolve("build.log");
        Process maven =
                new ProcessBuilder(List.of("mvn", "-q", "-B", "package"))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (maven.waitFor() != 0) {
                throw new IllegalStateException(
                        "building the server failed:\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            maven.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a server was being built", e);
        }
    }

    private static Path ownLocation() {
        try {
            return Path.of(
                    ServerModule.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("a class path is made of addresses", e);
        }
    }
}
