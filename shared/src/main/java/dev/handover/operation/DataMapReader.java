package dev.handover.operation;

import dev.handover.operation.InvalidDataMap.Problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Reads a data map: the file, the maps that it `extends`, the schema, and whether its parts fit
/// together.
final class DataMapReader {
    private static final String EXTENDS = "extends";

    private final Shelf shelf;

    DataMapReader(Shelf shelf) {
        this.shelf = shelf;
    }

    DataMap load(String path) {
        return read(path, written(path));
    }

    /// The map and all that it extends, in the order in which it is written.
    String text(String path) {
        return text(path, written(path));
    }

    String text(String file, String text) {
        return whole(file, text).tree().toPrettyString();
    }

    private static String written(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the data map " + path, e);
        }
    }

    /// @param file names it in messages
    DataMap read(String file, String text) {
        LocatedTree map = whole(file, text);
        List<Problem> problems = new ArrayList<>(new DataMapSchema().check(map));
        problems.addAll(DataMapSense.check(map));
        if (!problems.isEmpty()) {
            problems.sort(
                    Comparator.comparing(Problem::file)
                            .thenComparing(Problem::line)
                            .thenComparing(Problem::path));
            throw new InvalidDataMap(problems);
        }
        return DataMapBinding.of(map.tree());
    }

    private LocatedTree whole(String file, String text) {
        LocatedTree map =
                whole(LocatedYaml.read(file, SunbirdConfig.asYaml(text)), new LinkedHashSet<>());
        SunbirdConfig.settle(map);
        return map;
    }

    /// @param above the names on the way here, outermost first
    private LocatedTree whole(LocatedTree map, SequencedSet<String> above) {
        if (!map.tree().has(EXTENDS)) {
            return map;
        }
        String name = map.tree().path(EXTENDS).asText();
        if (!above.add(name)) {
            throw new InvalidDataMap(
                    List.of(
                            map.problem(
                                    "/" + EXTENDS,
                                    "maps extend each other in a circle: "
                                            + String.join(" → ", above)
                                            + " → "
                                            + name)));
        }
        Optional<String> text = shelf.text(name);
        if (text.isEmpty()) {
            throw new InvalidDataMap(
                    List.of(
                            map.problem(
                                    "/" + EXTENDS, "no map \"" + name + "\" ships with Handover")));
        }
        LocatedTree base = whole(LocatedYaml.read("maps/" + name + ".yaml", text.get()), above);
        map.tree().remove(EXTENDS);
        return base.overlaid(map);
    }
}
