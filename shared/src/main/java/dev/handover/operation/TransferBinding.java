package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.FieldPath;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Makes the transfer section's records out of a tree that has passed all checks.
final class TransferBinding {
    /// What a transfer takes over from the erase section where it says nothing of its own.
    private static final Set<String> SHARED =
            Set.of(
                    "lists",
                    "skip",
                    "hold",
                    "largest-document",
                    "republish",
                    "records",
                    "embedded",
                    "caches");

    private TransferBinding() {}

    /// The section with what it takes over.
    static ObjectNode whole(JsonNode transfer, JsonNode erase) {
        ObjectNode whole = transfer.deepCopy();
        SHARED.stream()
                .filter(key -> erase.has(key) && !whole.has(key))
                .forEach(key -> whole.set(key, erase.path(key)));
        return whole;
    }

    static TransferMap of(ObjectNode transfer, JsonNode erase) {
        ObjectNode node = whole(transfer, erase);
        return new TransferMap(
                node.path("owner").asText(),
                paths(node.path("names")),
                paths(node.path("same")),
                PlacesBinding.texts(node.path("roles")),
                !node.path("single-names").asText().equals("refuse"),
                node.path("acceptance").asBoolean(),
                users(node.path("users")),
                Duration.parse(node.path("undo").asText("P30D")),
                Duration.parse(node.path("settle").asText("PT0S")),
                PlacesBinding.list(node.path("objects"), TransferBinding::objects),
                new PlacesBinding(node).places(node));
    }

    private static TransferMap.@Nullable Users users(JsonNode node) {
        return node.isObject()
                ? new TransferMap.Users(
                        node.path("store").asText(),
                        node.path("collection").asText(),
                        node.has("deleted") ? PlacesBinding.condition(node.path("deleted")) : null,
                        PlacesBinding.text(node, "organisation"))
                : null;
    }

    private static TransferMap.Objects objects(String name, JsonNode node) {
        return new TransferMap.Objects(
                name,
                node.path("store").asText(),
                node.path("collection").asText(),
                node.path("prefix").asText());
    }

    private static List<FieldPath> paths(JsonNode paths) {
        return PlacesBinding.texts(paths).stream().map(FieldPath::of).toList();
    }
}
