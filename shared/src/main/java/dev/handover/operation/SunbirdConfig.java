package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.InvalidDataMap.Problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sunbird's own configuration of this job, taken as pasted into a data map: the block of the
/// design documents (`user_pii_search_and_target_keys`, `user_pii_replacement_value`), that of the
/// schemas (`PII_Fields`), and the shipped job's `target_object_types` and
/// `ownership_transfer_roles`. They take the place of the erase section's `fields`, `replacement`
/// and `types`, and of the transfer section's `roles`.
final class SunbirdConfig {
    private static final String KEYS = "user_pii_search_and_target_keys";
    private static final String VALUE = "user_pii_replacement_value";
    private static final String PII = "PII_Fields";
    private static final String ROLES = "ownership_transfer_roles";
    private static final List<String> TYPES =
            List.of("target_object_types", "user_pii_target_object_types");

    /// As in HOCON and properties files: `key = value`.
    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "(?m)^[ \\t]*("
                            + KEYS
                            + "|"
                            + VALUE
                            + "|"
                            + PII
                            + "|"
                            + ROLES
                            + "|"
                            + String.join("|", TYPES)
                            + ")[ \\t]*=[ \\t]*");

    private final LocatedTree map;
    private final List<Problem> problems = new ArrayList<>();

    private SunbirdConfig(LocatedTree map) {
        this.map = map;
    }

    /// The text as YAML; every line stays where it was.
    static String asYaml(String text) {
        return ASSIGNED.matcher(text).find()
                ? ASSIGNED.matcher(text).replaceAll("$1: ").replace("\t", "    ")
                : text;
    }

    /// Moves what was pasted to where it belongs.
    ///
    /// @throws InvalidDataMap when a pasted value is not of the form that Sunbird gives it
    static void settle(LocatedTree map) {
        boolean pasted =
                map.tree().has(KEYS)
                        || map.tree().has(VALUE)
                        || map.tree().has(PII)
                        || TYPES.stream().anyMatch(map.tree()::has);
        SunbirdConfig config = new SunbirdConfig(map);
        if (map.tree().has(ROLES)) {
            config.roles();
        }
        if (pasted) {
            config.settle();
        }
        if (!config.problems.isEmpty()) {
            throw new InvalidDataMap(config.problems);
        }
    }

    private void roles() {
        JsonNode given = map.tree().remove(ROLES);
        JsonNode roles = given;
        try {
            roles = given.isTextual() ? Json.parse(given.textValue()) : given;
        } catch (Json.Malformed notJson) {
            // said below
        }
        if (roles.isArray() && roles.valueStream().allMatch(JsonNode::isTextual)) {
            map.tree().withObject("/transfer").set("roles", roles);
        } else {
            problems.add(map.problem("/" + ROLES, "must be a list of roles, as Sunbird writes it"));
        }
    }

    private void settle() {
        ObjectNode erase = map.tree().withObject("/erase");
        take(KEYS).ifPresent(fields -> erase.set("fields", fields));
        take(PII).ifPresent(fields -> erase.set("fields", fields.path("user")));
        TYPES.forEach(key -> take(key).ifPresent(types -> types(erase, types)));
        if (map.tree().remove(VALUE) instanceof JsonNode value) {
            erase.set("replacement", value);
        }
    }

    /// An object, or one in a text as environment variables hold it.
    private Optional<ObjectNode> take(String key) {
        JsonNode given = map.tree().remove(key);
        if (given == null) {
            return Optional.empty();
        }
        try {
            JsonNode value = given.isTextual() ? Json.parse(given.textValue()) : given;
            if (value instanceof ObjectNode object
                    && (!key.equals(PII) || object.path("user").isObject())) {
                return Optional.of(object);
            }
        } catch (Json.Malformed notJson) {
            // said below
        }
        problems.add(map.problem("/" + key, "must be an object, as Sunbird writes it"));
        return Optional.empty();
    }

    /// Each type goes to the place that had it; the first place takes those that nobody knows.
    private static void types(ObjectNode erase, ObjectNode types) {
        List<ObjectNode> places = new ArrayList<>();
        erase.path("records")
                .forEach(place -> {
                    if (place instanceof ObjectNode object && object.has("types")) {
                        places.add(object);
                    }
                });
        List<JsonNode> before = places.stream().map(place -> place.path("types")).toList();
        places.forEach(place -> place.putObject("types"));
        types.properties()
                .forEach(type -> {
                    for (int i = 0; i < places.size(); i++) {
                        if (before.get(i).has(type.getKey())) {
                            places.get(i).withObject("/types").set(type.getKey(), type.getValue());
                            return;
                        }
                    }
                    if (!places.isEmpty()) {
                        places.getFirst().withObject("/types").set(type.getKey(), type.getValue());
                    }
                });
        // a place without any type has nothing to do
        erase.path("records")
                .properties()
                .removeIf(place ->
                        place.getValue().has("types") && place.getValue().path("types").isEmpty());
    }
}
