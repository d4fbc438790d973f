package dev.handover.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The Java installations of this machine, looked for where the command `handover` looks.
final class Jdks {
    private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"(\\d+)");

    private Jdks() {}

    /// The program `java` of exactly this major version.
    ///
    /// @throws IllegalStateException when there is none; says what to do
    static Path java(int version) {
        if (Runtime.version().feature() == version) {
            return Path.of(System.getProperty("java.home"), "bin", "java");
        }
        return candidates()
                .filter(home -> version(home).filter(found -> found == version).isPresent())
                .map(home -> home.resolve("bin/java"))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                "this server runs on Java "
                                        + version
                                        + " only, and none was found. Install one (on Debian"
                                        + " openjdk-"
                                        + version
                                        + "-jre-headless), and set JAVA"
                                        + version
                                        + "_HOME if it isn't found by itself."));
    }

    private static Stream<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        System.getenv()
                .forEach((name, value) -> {
                    if (name.matches("JAVA\\d*_HOME") && !value.isEmpty()) {
                        homes.add(Path.of(value));
                    }
                });
        Path user = Path.of(System.getProperty("user.home"));
        for (Path folder :
                List.of(
                        Path.of("/usr/lib/jvm"),
                        user.resolve(".sdkman/candidates/java"),
                        user.resolve(".jdks"),
                        Path.of("/opt/java"))) {
            homes.addAll(children(folder));
        }
        children(Path.of("/Library/Java/JavaVirtualMachines"))
                .forEach(jdk -> homes.add(jdk.resolve("Contents/Home")));
        return homes.stream().filter(home -> Files.isExecutable(home.resolve("bin/java")));
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            return List.of(); // no such folder
        }
    }

    private static Optional<Integer> version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find()
                    ? Optional.of(Integer.valueOf(version.group(1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
