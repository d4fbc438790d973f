package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.FieldPath;
import dev.handover.operation.EraseMap.Condition;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.EraseMap.Mask;
import dev.handover.operation.EraseMap.Rule;
import dev.handover.operation.EraseMap.Target;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// Makes the erase section's records out of a tree that has passed all checks.
final class EraseBinding {
    /// Bytes. The largest hierarchies that we know of have a few MB; three texts of one must fit
    /// into a function's memory together.
    private static final long LARGEST_DOCUMENT = 16L << 20;

    private final Map<String, Mask> masks;
    private final Lists lists;

    private EraseBinding(ObjectNode node) {
        masks = byName(node.path("masks"), (_, mask) -> constant(Mask.class, mask.asText()));
        lists = lists(node, Lists.UNSUPPORTED);
    }

    static EraseMap of(ObjectNode node) {
        return new EraseBinding(node).map(node);
    }

    private EraseMap map(ObjectNode node) {
        JsonNode watch = node.path("watch");
        JsonNode republish = node.path("republish");
        return new EraseMap(
                node.path("replacement").asText("Deleted User"),
                byName(node.path("fields"), (_, targets) -> targets(targets)),
                targets(node.path("names")),
                rules(node.path("skip")),
                rules(node.path("hold")),
                node.path("largest-document").asLong(LARGEST_DOCUMENT),
                Duration.parse(node.path("undo").asText("PT24H")),
                Duration.parse(node.path("settle").asText("PT0S")),
                watch.isObject()
                        ? new EraseMap.Watch(
                                Duration.parse(watch.path("for").asText()),
                                Duration.parse(watch.path("every").asText()))
                        : null,
                republish.path("enabled").asBoolean()
                        ? new EraseMap.Republish(
                                condition(republish.path("when")),
                                byName(republish.path("metadata"), (_, field) -> field.asText()))
                        : null,
                node.path("notify").asBoolean(),
                List.copyOf(texts(node.path("stays"))),
                list(node.path("records"), this::records),
                list(node.path("embedded"), this::embedded),
                list(node.path("caches"), EraseBinding::cache));
    }

    private EraseMap.Records records(String name, JsonNode node) {
        JsonNode type = node.path("type");
        JsonNode copies = node.path("copies");
        return new EraseMap.Records(
                name,
                node.path("store").asText(),
                node.path("collection").asText(),
                type.isObject()
                        ? new EraseMap.Types(
                                type.path("field").asText(),
                                type.path("image").asText(),
                                text(type, "version"),
                                byName(node.path("types"), (_, versions) -> texts(versions)))
                        : null,
                node.path("where").valueStream().map(EraseBinding::condition).toList(),
                text(node, "image"),
                copies.isObject()
                        ? new EraseMap.Copies(
                                copies.path("field").asText(), targets(copies.path("targets")))
                        : null,
                text(node, "parents"),
                lists(node, lists),
                constant(EraseMap.Verify.class, node.path("verify").asText("names")),
                node.path("update").asBoolean(true));
    }

    private EraseMap.Embedded embedded(String name, JsonNode node) {
        return new EraseMap.Embedded(
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

    private static EraseMap.Cache cache(String name, JsonNode node) {
        return new EraseMap.Cache(
                name,
                List.copyOf(texts(node.path("of"))),
                texts(node.path("types")),
                node.has("when") ? condition(node.path("when")) : null,
                node.path("store").asText(),
                node.path("collection").asText(),
                List.copyOf(texts(node.path("keys"))));
    }

    private List<Target> targets(JsonNode paths) {
        return texts(paths).stream()
                .map(path ->
                        new Target(FieldPath.of(path), masks.getOrDefault(path, Mask.REPLACEMENT)))
                .toList();
    }

    private static List<Rule> rules(JsonNode node) {
        return list(node, (name, condition) -> new Rule(name, condition(condition)));
    }

    private static Condition condition(JsonNode node) {
        return new Condition(
                node.path("field").asText(),
                texts(node.path("in")),
                node.path("absent").asBoolean());
    }

    private static Lists lists(JsonNode node, Lists usual) {
        return node.has("lists") ? constant(Lists.class, node.path("lists").asText()) : usual;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static @Nullable String text(JsonNode node, String key) {
        return node.has(key) ? node.path(key).asText() : null;
    }

    private static <T> Map<String, T> byName(JsonNode node, BiFunction<String, JsonNode, T> of) {
        Map<String, T> byName = new LinkedHashMap<>();
        node.properties()
                .forEach(entry ->
                        byName.put(entry.getKey(), of.apply(entry.getKey(), entry.getValue())));
        return byName;
    }

    private static <T> List<T> list(JsonNode node, BiFunction<String, JsonNode, T> of) {
        return List.copyOf(byName(node, of).values());
    }
}
