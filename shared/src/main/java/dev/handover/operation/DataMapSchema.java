package dev.handover.operation;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import dev.handover.operation.InvalidDataMap.Problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// The JSON Schema of data maps: which keys there are and what they hold.
final class DataMapSchema {
    private static final String RESOURCE = "/maps/data-map.schema.json";

    private final JsonSchema schema = load();

    List<Problem> check(LocatedTree map) {
        return schema.validate(map.tree()).stream().map(found -> problem(map, found)).toList();
    }

    private static Problem problem(LocatedTree map, ValidationMessage found) {
        String pointer = found.getInstanceLocation().toString();
        return switch (found.getType()) {
            case "additionalProperties" ->
                    map.problem(
                            LocatedTree.below(pointer, found.getProperty()),
                            "there is no such key in data maps");
            case "required" -> map.problem(pointer, "`" + found.getProperty() + "` is missing");
            default -> map.problem(pointer, found.getError());
        };
    }

    private static JsonSchema load() {
        SchemaValidatorsConfig config =
                SchemaValidatorsConfig.builder()
                        .pathType(PathType.JSON_POINTER)
                        .locale(Locale.ENGLISH)
                        .build();
        try (InputStream in = DataMapSchema.class.getResourceAsStream(RESOURCE)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in, config);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
