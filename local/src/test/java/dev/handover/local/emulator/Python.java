package dev.handover.local.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The scripts in `src/test/python`, on the Python that `.ci/run` prepares.
final class Python {
    private static final Path INTERPRETER =
            Path.of("..", "target", "emulator", "bin", "python").toAbsolutePath().normalize();

    private Python() {}

    static List<String> command(String script, String... arguments) {
        if (!Files.exists(INTERPRETER)) {
            throw new IllegalStateException(
                    "There is no " + INTERPRETER + "; .ci/run says how to make it");
        }
        List<String> command = new ArrayList<>();
        command.add(INTERPRETER.toString());
        command.add(Path.of("src", "test", "python", script).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /// @return what it prints
    static String run(String script, String... arguments) throws IOException {
        Process process =
                new ProcessBuilder(command(script, arguments))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(script + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return printed;
    }
}
