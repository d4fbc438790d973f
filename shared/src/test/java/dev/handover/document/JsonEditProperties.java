package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.Random;

/// Random trees, some of their parts kept as JSON in strings, with a name in some places.
class JsonEditProperties {
    private static final String JANE = "Jane \"J\" \\ Doe\n\u202e😀 ${x}";
    private static final String GONE = "Deleted \"User\"";
    private static final String[] NAMES = {"creator", "identifier", "a.b", "\"", "children", "é"};

    @Property(tries = 300)
    void onlyTheNameIsReplaced(@ForAll long seed) {
        String before = object(new Random(seed), 4, JANE);
        assertEquals(object(new Random(seed), 4, GONE), edited(before));
    }

    @Property(tries = 300)
    void doneTwiceItIsAsDoneOnce(@ForAll long seed) {
        String once = edited(object(new Random(seed), 4, JANE));
        assertEquals(once, edited(once));
    }

    @Property(tries = 300)
    void takingItBackGivesTheSameBytes(@ForAll long seed) {
        String before = object(new Random(seed), 4, JANE);
        String after = edited(before);
        TakenBack back = TakenBack.of(Content.of(before), Content.of(after), Content.of(after));
        assertEquals(before, back.text());
        assertEquals(0, back.lost());
    }

    @Property(tries = 300)
    void takingItBackLeavesWhatOthersAddedSince(@ForAll long seed) {
        String before = object(new Random(seed), 4, JANE);
        String after = edited(before);
        ObjectNode now = (ObjectNode) Json.parse(after);
        ObjectNode expected = (ObjectNode) Json.parse(before);
        now.put("added", "since");
        expected.put("added", "since");
        TakenBack back =
                TakenBack.of(Content.of(before), Content.of(after), Content.of(Json.text(now)));
        assertEquals(unfolded(expected), unfolded(Json.parse(back.text())));
    }

    /// With every string that holds JSON as a tree: how it is escaped is not to be compared.
    private static JsonNode unfolded(JsonNode node) {
        if (node.isTextual() && node.textValue().startsWith("{")) {
            return unfolded(Json.parse(node.textValue()));
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(unfolded(entry.getValue())));
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, unfolded(array.get(i)));
            }
        }
        return node;
    }

    private static String edited(String text) {
        JsonSpot root = JsonSpot.of(text);
        replace(root);
        return root.edited();
    }

    private static void replace(JsonSpot spot) {
        spot.members().values().forEach(same -> same.forEach(JsonEditProperties::replace));
        spot.elements().forEach(JsonEditProperties::replace);
        if (spot.isText()) {
            if (spot.text().equals(JANE)) {
                spot.put(StoredJson.quoted(GONE));
            } else {
                spot.unfolded().ifPresent(JsonEditProperties::replace);
            }
        }
    }

    private static String object(Random random, int depth, String name) {
        StringBuilder text = new StringBuilder("{");
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            text.append(i == 0 ? "" : ",")
                    .append(space(random))
                    .append(StoredJson.quoted(NAMES[i] + i))
                    .append(space(random))
                    .append(':')
                    .append(value(random, depth - 1, name));
        }
        return text.append(space(random)).append('}').toString();
    }

    private static String value(Random random, int depth, String name) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> "-1.50e+07";
            case 1 -> "null";
            case 2 -> "\"\\u0041\\/\"";
            case 3, 4 -> StoredJson.quoted(name);
            case 5 -> object(random, depth, name);
            case 6 -> StoredJson.quoted(object(random, depth, name));
            default -> "[" + value(random, depth - 1, name) + " ,\"x\"]";
        };
    }

    private static String space(Random random) {
        return random.nextInt(3) == 0 ? "\n " : "";
    }
}
