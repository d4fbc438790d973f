import dev.handover.operation.DataMap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Writes each data map that ships once more beside itself: as JSON, with all that it extends. A
/// function reads that one, with the library that it has loaded anyway: to read YAML takes a
/// twentieth of a start.
///
/// Run as `java Maps.java FOLDER` with the common module on the class path.
class Maps {
    public static void main(String... arguments) throws IOException {
        List<Path> maps;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            maps = files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
        for (Path map : maps) {
            String name = map.getFileName().toString().replace(".yaml", ".json");
            Files.writeString(map.resolveSibling(name), DataMap.text(map.toString()));
        }
    }
}
