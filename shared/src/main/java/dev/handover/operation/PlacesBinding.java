package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.FieldPath;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.EraseMap.Mask;
import dev.handover.operation.EraseMap.Target;
import dev.handover.operation.Places.Condition;
import dev.handover.operation.Places.Rule;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// Makes the places of a section of the map out of a tree that has passed all checks.
final class PlacesBinding {
    /// Bytes. The largest hierarchies that we know of have a few MB; three texts of one must fit
    /// into a function's memory together.
    private static final long LARGEST_DOCUMENT = 16L << 20;

    private final Map<String, Mask> masks;
    private final Lists lists;

    PlacesBinding(JsonNode node) {
        masks = byName(node.path("masks"), (_, mask) -> constant(Mask.class, mask.asText()));
        lists = lists(node, Lists.UNSUPPORTED);
    }

    Places places(ObjectNode node) {
        JsonNode republish = node.path("republish");
        return new Places(
                rules(node.path("skip")),
                rules(node.path("hold")),
                node.path("largest-document").asLong(LARGEST_DOCUMENT),
                republish.path("enabled").asBoolean()
                        ? new Places.Republish(
                                condition(republish.path("when")),
                                byName(republish.path("metadata"), (_, field) -> field.asText()))
                        : null,
                list(node.path("records"), this::records),
                list(node.path("embedded"), this::embedded),
                list(node.path("caches"), PlacesBinding::cache));
    }

    private Places.Records records(String name, JsonNode node) {
        JsonNode type = node.path("type");
        JsonNode copies = node.path("copies");
        return new Places.Records(
                name,
                node.path("store").asText(),
                node.path("collection").asText(),
                type.isObject()
                        ? new Places.Types(
                                type.path("field").asText(),
                                type.path("image").asText(),
                                text(type, "version"),
                                byName(node.path("types"), (_, versions) -> texts(versions)))
                        : null,
                node.path("where").valueStream().map(PlacesBinding::condition).toList(),
                text(node, "image"),
                copies.isObject()
                        ? new Places.Copies(
                                copies.path("field").asText(), targets(copies.path("targets")))
                        : null,
                text(node, "parents"),
                lists(node, lists),
                constant(Places.Verify.class, node.path("verify").asText("names")),
                node.path("update").asBoolean(true));
    }

    private Places.Embedded embedded(String name, JsonNode node) {
        return new Places.Embedded(
                name,
                List.copyOf(texts(node.path("of"))),
                texts(node.path("types")),
                node.path("store").asText(),
                node.path("collection").asText(),
                List.copyOf(texts(node.path("keys"))),
                List.copyOf(texts(node.path("fields"))),
                lists(node, lists),
                node.path("scan").asBoolean());
    }

    private static Places.Cache cache(String name, JsonNode node) {
        return new Places.Cache(
                name,
                List.copyOf(texts(node.path("of"))),
                texts(node.path("types")),
                node.has("when") ? condition(node.path("when")) : null,
                node.path("store").asText(),
                node.path("collection").asText(),
                List.copyOf(texts(node.path("keys"))));
    }

    List<Target> targets(JsonNode paths) {
        return texts(paths).stream()
                .map(path ->
                        new Target(FieldPath.of(path), masks.getOrDefault(path, Mask.REPLACEMENT)))
                .toList();
    }

    private static List<Rule> rules(JsonNode node) {
        return list(node, (name, condition) -> new Rule(name, condition(condition)));
    }

    static Condition condition(JsonNode node) {
        return new Condition(
                node.path("field").asText(),
                texts(node.path("in")),
                node.path("absent").asBoolean());
    }

    private static Lists lists(JsonNode node, Lists usual) {
        return node.has("lists") ? constant(Lists.class, node.path("lists").asText()) : usual;
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static @Nullable String text(JsonNode node, String key) {
        return node.has(key) ? node.path(key).asText() : null;
    }

    static <T> Map<String, T> byName(JsonNode node, BiFunction<String, JsonNode, T> of) {
        Map<String, T> byName = new LinkedHashMap<>();
        node.properties()
                .forEach(entry ->
                        byName.put(entry.getKey(), of.apply(entry.getKey(), entry.getValue())));
        return byName;
    }

    static <T> List<T> list(JsonNode node, BiFunction<String, JsonNode, T> of) {
        return List.copyOf(byName(node, of).values());
    }
}
