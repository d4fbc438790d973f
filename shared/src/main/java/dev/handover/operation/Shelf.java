package dev.handover.operation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The data maps that have names.
@FunctionalInterface
interface Shelf {
    /// Those that ship with Handover: `maps/<name>.yaml` on the class path.
    Shelf SHIPPED =
            name -> {
                if (!name.matches("[a-z0-9-]+")) {
                    return Optional.empty();
                }
                try (InputStream in = Shelf.class.getResourceAsStream("/maps/" + name + ".yaml")) {
                    return in == null
                            ? Optional.empty()
                            : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };

    Optional<String> text(String name);
}
