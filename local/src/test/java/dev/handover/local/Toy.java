package dev.handover.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A local run of the tests' template, in this process, on a free port.
final class Toy {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();

    Toy(Path data) {
        environment.put("HANDOVER_TEMPLATE", file("template.yaml").toString());
        environment.put("HANDOVER_PORT", "0");
        environment.put("HANDOVER_DATA", data.toString());
    }

    static Path file(String name) {
        try {
            return Path.of(URI.create(String.valueOf(Toy.class.getResource("/toy/" + name))));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("no toy/" + name, e);
        }
    }

    Toy with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Terminal terminal() {
        return new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    LocalRun start() {
        return LocalRun.start(environment, terminal());
    }

    int main(String... words) {
        return new Main(environment, terminal()).run(java.util.List.of(words));
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
