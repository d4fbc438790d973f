package dev.handover.operation.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.document.Content;
import dev.handover.operation.EraseMap;
import dev.handover.operation.EraseMap.Lists;
import dev.handover.operation.EraseMap.Target;
import dev.handover.operation.Places;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Looks for a person in a document, by id and by name, in another way than [Scrub] takes the name
/// out: plain trees, all of the document, every string that is JSON.
final class Inspection {
    private static final ObjectMapper TREES = new ObjectMapper();

    private final EraseMap map;
    private final Lists lists;
    private final Places.@Nullable Copies copies;
    private final Person person;
    private final Set<String> via;

    /// @param isLeft whether the name stands where the map has it erased
    /// @param mentions rules by which the person is still to be found
    record Seen(boolean isLeft, Set<String> mentions) {
        static final Seen NOTHING = new Seen(false, Set.of());

        boolean isClean() {
            return !isLeft && mentions.isEmpty();
        }
    }

    private static final class Look {
        boolean left;
        boolean named;
        final Set<String> mentions = new TreeSet<>();
    }

    /// @param via ids of the person's records, for copies of them
    Inspection(
            EraseMap map,
            Lists lists,
            Places.@Nullable Copies copies,
            Person person,
            Set<String> via) {
        this.map = map;
        this.lists = lists;
        this.copies = copies;
        this.person = person;
        this.via = via;
    }

    Seen of(@Nullable Content content) {
        if (content == null) {
            return Seen.NOTHING;
        }
        Look look = new Look();
        JsonNode tree = tree(content.text());
        if (tree == null) {
            return mentions(content.text()) ? new Seen(false, Set.of("unreadable")) : Seen.NOTHING;
        }
        walk(tree, look);
        if (!look.left && look.mentions.isEmpty() && look.named) {
            look.mentions.add("name-elsewhere");
        }
        return new Seen(look.left, look.mentions);
    }

    private static @Nullable JsonNode tree(String text) {
        try {
            return TREES.readTree(text);
        } catch (IOException notJson) {
            return null;
        }
    }

    private void walk(JsonNode node, Look look) {
        if (node.isObject()) {
            record(node, look);
        } else if (node.isTextual()) {
            look.named |= person.isNamed(node.textValue());
            JsonNode within = within(node);
            if (within != null) {
                walk(within, look);
            } else if (looksLikeJson(node) && mentions(node.textValue())) {
                look.mentions.add("unreadable");
            }
        }
        node.forEach(child -> walk(child, look));
    }

    private boolean mentions(String text) {
        return person.names().stream().anyMatch(text::contains);
    }

    private static boolean looksLikeJson(JsonNode text) {
        String value = text.textValue().strip();
        return value.startsWith("{") || value.startsWith("[");
    }

    private static @Nullable JsonNode within(JsonNode text) {
        return looksLikeJson(text) ? tree(text.textValue()) : null;
    }

    private void record(JsonNode object, Look look) {
        boolean theirs = false;
        for (var field : map.fields().entrySet()) {
            if (says(object.path(field.getKey()))) {
                theirs = true;
                field.getValue().forEach(target -> check(object, target, true, look));
            }
        }
        if (theirs) {
            map.names().forEach(target -> check(object, target, false, look));
        }
        Places.Copies copied = copies;
        if (copied != null && (theirs || via.contains(object.path(copied.field()).asText()))) {
            copied.targets().forEach(target -> check(object, target, false, look));
        }
    }

    private boolean says(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().anyMatch(this::says);
        }
        return value.isTextual() && value.textValue().equals(person.id());
    }

    private void check(JsonNode object, Target target, boolean whatever, Look look) {
        for (JsonNode value : at(object, target.path().steps())) {
            if (value.isTextual()) {
                String text = value.textValue();
                boolean erased =
                        text.isBlank()
                                || text.equals(
                                        person.masked(text, target.mask(), map.replacement()));
                look.left |= !erased && (whatever || person.isNamed(text));
            } else if (value.isArray()) {
                list(value, target, whatever, look);
            } else if (!value.isNull() && whatever) {
                look.mentions.add("wrong-type");
            }
        }
    }

    private void list(JsonNode list, Target target, boolean whatever, Look look) {
        long names = 0;
        boolean masked = false;
        for (JsonNode element : list) {
            if (element.isTextual() && person.isNamed(element.textValue())) {
                names++;
            } else if (element.isTextual()) {
                masked |=
                        element.textValue()
                                .equals(
                                        person.masked(
                                                element.textValue(),
                                                target.mask(),
                                                map.replacement()));
            }
        }
        switch (lists) {
            case UNSUPPORTED -> {
                if (names > 0 || whatever && !list.isEmpty()) {
                    look.mentions.add("list");
                }
            }
            case FIRST -> {
                look.left |= names > 0 && !masked;
                if (names > 0 && masked) {
                    look.mentions.add("later-occurrence");
                }
            }
            case ALL -> look.left |= names > 0;
        }
    }

    private static List<JsonNode> at(JsonNode node, List<String> steps) {
        if (steps.isEmpty()) {
            return List.of(node);
        }
        if (node.isTextual()) {
            JsonNode within = within(node);
            return within == null ? List.of() : at(within, steps);
        }
        List<JsonNode> all = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(element -> all.addAll(at(element, steps)));
        } else if (node.has(steps.getFirst())) {
            all.addAll(at(node.path(steps.getFirst()), steps.subList(1, steps.size())));
        }
        return all;
    }
}
