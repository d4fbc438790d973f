package dev.handover.local;

import dev.handover.operation.DataMap;
import dev.handover.operation.InvalidDataMap;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Which data map a local run is for: what the command line says, else the environment, else the
/// event's own demonstration, else the template's default.
final class MapChoice {
    /// The template's default.
    static final String USUAL = "genenetwork";

    /// The template's parameter DataMap.
    private static final String PARAMETER = "DATA_MAP";

    private MapChoice() {}

    /// @param asked on the command line
    /// @param ofEvent the demonstration that an event belongs to
    /// @return the environment with that map
    static Map<String, String> in(
            Map<String, String> environment, @Nullable String asked, @Nullable String ofEvent) {
        Map<String, String> chosen = new HashMap<>(environment);
        Stream.of(asked, environment.get("HANDOVER_DATA_MAP"), environment.get(PARAMETER), ofEvent)
                .filter(Objects::nonNull)
                .filter(map -> !map.isBlank())
                .findFirst()
                .ifPresent(map -> chosen.put(PARAMETER, map));
        return chosen;
    }

    /// @param nameOrPath of a shipped map, or of a file
    /// @throws LocalProblem with all that is wrong with it
    static DataMap read(String nameOrPath) {
        try {
            return DataMap.load(nameOrPath);
        } catch (InvalidDataMap | IllegalArgumentException e) {
            throw new LocalProblem(String.valueOf(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new LocalProblem("There is no data map " + nameOrPath, e);
        }
    }
}
