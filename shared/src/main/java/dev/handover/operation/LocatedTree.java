package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.InvalidDataMap.Problem;

import java.util.HashMap;
import java.util.Map;

/// A JSON tree, and where each thing in it was written.
///
/// @param places by JSON Pointer
record LocatedTree(ObjectNode tree, Map<String, Place> places) {
    record Place(String file, int line) {}

    static String below(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /// @param pointer what is wrong; where it isn't there, the place of what it is missing from is
    ///   named
    Problem problem(String pointer, String message) {
        String nearest = pointer;
        while (!places.containsKey(nearest)) {
            nearest = nearest.substring(0, nearest.lastIndexOf('/'));
        }
        Place place = places.get(nearest);
        return new Problem(place.file(), place.line(), pointer, message);
    }

    /// This tree with everything the other one says said on top: objects are joined key by key, all
    /// else is replaced, and null takes a key away.
    LocatedTree overlaid(LocatedTree over) {
        Map<String, Place> merged = new HashMap<>(places);
        ObjectNode result = tree.deepCopy();
        overlay(result, over.tree, "", over, merged);
        merged.put("", over.places.get(""));
        return new LocatedTree(result, merged);
    }

    private static void overlay(
            ObjectNode base,
            ObjectNode over,
            String at,
            LocatedTree from,
            Map<String, Place> merged) {
        over.properties()
                .forEach(entry -> {
                    String pointer = below(at, entry.getKey());
                    JsonNode value = entry.getValue();
                    if (value instanceof ObjectNode object
                            && base.get(entry.getKey()) instanceof ObjectNode existing) {
                        merged.put(pointer, from.places.get(pointer));
                        overlay(existing, object, pointer, from, merged);
                        return;
                    }
                    merged.keySet().removeIf(known -> isWithin(known, pointer));
                    if (value.isNull()) {
                        base.remove(entry.getKey());
                    } else {
                        base.set(entry.getKey(), value);
                        from.places.forEach((known, place) -> {
                            if (isWithin(known, pointer)) {
                                merged.put(known, place);
                            }
                        });
                    }
                });
    }

    private static boolean isWithin(String pointer, String outer) {
        return pointer.equals(outer) || pointer.startsWith(outer + "/");
    }
}
