package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;

/// Makes the erase section's records out of a tree that has passed all checks.
final class EraseBinding {
    private EraseBinding() {}

    static EraseMap of(ObjectNode node) {
        PlacesBinding binding = new PlacesBinding(node);
        JsonNode watch = node.path("watch");
        return new EraseMap(
                node.path("replacement").asText("Deleted User"),
                PlacesBinding.byName(node.path("fields"), (_, targets) -> binding.targets(targets)),
                binding.targets(node.path("names")),
                Duration.parse(node.path("undo").asText("PT24H")),
                Duration.parse(node.path("settle").asText("PT0S")),
                watch.isObject()
                        ? new EraseMap.Watch(
                                Duration.parse(watch.path("for").asText()),
                                Duration.parse(watch.path("every").asText()))
                        : null,
                node.path("notify").asBoolean() || node.path("notify").isObject()
                        ? Notice.of(node.path("notify"))
                        : null,
                List.copyOf(PlacesBinding.texts(node.path("stays"))),
                binding.places(node));
    }
}
