package dev.handover.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The data maps that have names.
@FunctionalInterface
interface Shelf {
    /// Those that ship with Handover, as they are written: `maps/<name>.yaml` on the class path.
    Shelf SHIPPED = name -> resource(name, ".yaml");

    Optional<String> text(String name);

    /// All that a map that ships says, with what it extends, as the build has written it down in
    /// JSON.
    static Optional<String> whole(String name) {
        return resource(name, ".json");
    }

    private static Optional<String> resource(String name, String ending) {
        if (!name.matches("[a-z0-9-]+")) {
            return Optional.empty();
        }
        try (InputStream in = Shelf.class.getResourceAsStream("/maps/" + name + ending)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
