package dev.handover.store.neo4j;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Members;
import dev.handover.store.Members.Unfit;

import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The nodes of one label as documents. See [Members] for their form and [NodeValues] for values.
final class Nodes {
    private static final String ABSENT = "0";
    private static final String ONE = "1";
    private static final String SEVERAL = "several";

    private final String store;
    private final String label;
    private final String key;
    private final Cypher cypher;

    Nodes(String store, String label, String key) {
        this.store = store;
        this.label = label;
        this.key = key;
        this.cypher = new Cypher(label, key);
    }

    Cypher cypher() {
        return cypher;
    }

    /// @param row of id and properties
    Document document(Record row) {
        SortedMap<String, JsonNode> members = new TreeMap<>();
        Value properties = row.get("properties");
        for (String property : properties.keys()) {
            if (!property.equals(key)) {
                members.put(property, NodeValues.json(properties.get(property).asObject()));
            }
        }
        return new Document(
                new Key(store, label, row.get("id").asString()), Members.content(members), ONE);
    }

    static Document absent(Key key) {
        return new Document(key, null, ABSENT);
    }

    static Document several(Document one) {
        return new Document(one.key(), one.content(), SEVERAL);
    }

    /// @throws Unfit when no node can be so
    NodeWrite write(int at, Change change) {
        if (change.read().version().equals(SEVERAL)) {
            throw new Unfit("key-not-unique");
        }
        String id = change.read().key().id();
        Content read = change.read().content();
        Map<String, Object> row = new HashMap<>(Map.of("at", at, "id", id));
        if (change.after() == null) {
            if (read != null) {
                row.put("before", properties(id, Members.of(read)));
            }
            return new NodeWrite(at, change, cypher.delete(), row, absent(change.read().key()));
        }
        SortedMap<String, JsonNode> wanted = Members.of(change.after());
        wanted.values().removeIf(JsonNode::isNull); // to a node the same as none
        if (wanted.containsKey(key)) {
            throw new Unfit("sets-the-key");
        }
        Map<String, Object> after = properties(id, wanted);
        Document written = new Document(change.read().key(), Members.content(wanted), ONE);
        if (read == null) {
            row.put("after", after);
            return new NodeWrite(at, change, cypher.create(), row, written);
        }
        SortedMap<String, JsonNode> found = Members.of(read);
        row.put("before", properties(id, found));
        row.put("set", difference(found, wanted, after));
        return new NodeWrite(at, change, cypher.update(), row, written);
    }

    private Map<String, Object> properties(String id, SortedMap<String, JsonNode> members) {
        Map<String, Object> properties = new HashMap<>();
        members.forEach((name, value) -> properties.put(name, NodeValues.property(value)));
        properties.put(key, id);
        return properties;
    }

    /// Only what differs, and null for what is to go.
    private static Map<String, Object> difference(
            SortedMap<String, JsonNode> found,
            SortedMap<String, JsonNode> wanted,
            Map<String, Object> after) {
        Map<String, Object> set = new HashMap<>();
        wanted.forEach((name, value) -> {
            if (!value.equals(found.get(name))) {
                set.put(name, after.get(name));
            }
        });
        found.keySet().stream()
                .filter(name -> !wanted.containsKey(name))
                .forEach(name -> set.put(name, null));
        return set;
    }
}
