package dev.handover.document;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Which fields of a JSON document an edit changes, also within JSON that stands in a text: names
/// only, no values. `hierarchy.children[].creator` is the field of any element of a list.
public final class Differences {
    /// As many as somebody reads of one document.
    private static final int MOST = 50;

    private final SortedSet<String> paths = new TreeSet<>();

    private Differences() {}

    /// @return empty where the whole document comes or goes, and where it is no JSON
    public static List<String> of(@Nullable Content before, @Nullable Content after) {
        if (before == null || after == null || before.equals(after)) {
            return List.of();
        }
        Differences differences = new Differences();
        try {
            differences.compare("", Json.parse(before.text()), Json.parse(after.text()));
        } catch (Json.Malformed e) {
            return List.of();
        }
        return differences.paths.stream().limit(MOST).toList();
    }

    private void compare(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            fields(path, before, after);
            fields(path, after, before);
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            Iterator<JsonNode> others = after.elements();
            before.forEach(element -> compare(path + "[]", element, others.next()));
        } else if (isTree(before) && isTree(after)) {
            compare(path, Json.parse(before.textValue()), Json.parse(after.textValue()));
        } else {
            paths.add(path);
        }
    }

    private void fields(String path, JsonNode one, JsonNode other) {
        one.fieldNames()
                .forEachRemaining(name ->
                        compare(
                                path.isEmpty() ? name : path + "." + name,
                                one.path(name),
                                other.path(name)));
    }

    /// JSON in a text; what only looks like it is compared as a text.
    private static boolean isTree(JsonNode text) {
        if (!text.isTextual() || !text.textValue().matches("(?s)\\s*[\\[{].*")) {
            return false;
        }
        try {
            Json.parse(text.textValue());
            return true;
        } catch (Json.Malformed e) {
            return false;
        }
    }
}
