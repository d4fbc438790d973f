package dev.handover.store.neo4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.Map;

/// The property by which a label's nodes are told apart.
record KeyProperties(String usual, Map<String, String> byLabel) {
    static KeyProperties of(ObjectNode settings) {
        Map<String, String> byLabel = new HashMap<>();
        for (Map.Entry<String, JsonNode> one : settings.path("keys").properties()) {
            byLabel.put(one.getKey(), one.getValue().asText());
        }
        return new KeyProperties(settings.path("key").asText(), Map.copyOf(byLabel));
    }

    String of(String label) {
        return byLabel.getOrDefault(label, usual);
    }
}
