package dev.handover.local.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.local.DataFolder;
import dev.handover.local.stack.EmbeddedStack;
import dev.handover.operation.DataMap;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Puts the demonstration's data into the stores of a data map, as far as this process started them
/// itself, nobody's own database gets any; and only once: what was moved or erased since stays so.
public final class Demonstration {
    private Demonstration() {}

    /// @param folder where the databases keep their data
    public static void fill(DataMap map, EmbeddedStack stack, DataFolder folder) {
        if (map.claim() != null && stack.ownsRedis()) {
            DemonstrationData.fill(stack.redisUrl());
        }
        var erase = map.erase();
        if (erase != null && stack.databases().containsKey("NEO4J_URL")) {
            once(folder, "sunbird", () -> SunbirdData.fill(map, erase.places(), stack));
        }
        JsonNode sample = read("samples.yaml").path(map.system());
        if (!sample.isMissingNode()) {
            OwnStores stores = new OwnStores(map, stack);
            if (map.stores().keySet().stream().allMatch(stores::has)) {
                once(folder, "sample", () -> new SampleData(map, stack, stores).fill(sample));
            }
        }
    }

    private static void once(DataFolder folder, String name, Runnable fill) {
        Path done = folder.folder("demonstration").resolve(name);
        if (Files.exists(done)) {
            return;
        }
        fill.run();
        try {
            Files.writeString(done, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String resource) {
        try (InputStream in =
                Objects.requireNonNull(Demonstration.class.getResourceAsStream(resource))) {
            return new ObjectMapper()
                    .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
