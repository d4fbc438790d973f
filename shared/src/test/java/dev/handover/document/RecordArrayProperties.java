package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

class RecordArrayProperties {
    private static final String[] SPACE = {"", "", " ", "\n", "\t \r"};
    private static final String[] SCALARS = {
        "0",
        "-1.50",
        "1E5",
        "true",
        "null",
        "Infinity",
        "\"\"",
        "\"a, ]}\"",
        "\"\\\"\"",
        "\"\\\\\"",
        "\"é😀\\u00e9\""
    };

    @Property
    void anArrayIsCutIntoTheTextsItWasMadeOf(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            texts.add(json(random, 4));
        }
        String spaced =
                texts.stream()
                        .map(text -> pick(random, SPACE) + text + pick(random, SPACE))
                        .collect(Collectors.joining(",", "[", "]"));
        RecordArray.Array array = (RecordArray.Array) RecordArray.parse(Content.of(spaced));
        assertEquals(texts, array.elements().stream().map(RecordArray.Element::text).toList());
        for (RecordArray.Element element : array.elements()) {
            assertEquals(StoredJson.read(element.text()), element.value());
        }
    }

    @Property
    void aMemberIsReplacedAndAllElseKeepsItsBytes(@ForAll long seed)
            throws JsonProcessingException {
        Random random = new Random(seed);
        String object = object(random, 3);
        String name = "n" + random.nextInt(4);
        String changed = new ObjectText(object).with(name, "\"new\"").text();
        JsonNode before = StoredJson.read(object);
        JsonNode after = StoredJson.read(changed);
        assertEquals("new", after.path(name).textValue());
        before.properties().stream()
                .filter(field -> !field.getKey().equals(name))
                .forEach(field -> assertEquals(field.getValue(), after.get(field.getKey())));
        assertEquals(changed, new ObjectText(changed).with(name, "\"new\"").text());
    }

    private static String json(Random random, int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(3)) {
            case 1 -> object(random, depth);
            case 2 -> {
                List<String> parts = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    parts.add(pick(random, SPACE) + json(random, depth - 1) + pick(random, SPACE));
                }
                yield "[" + String.join(",", parts) + "]";
            }
            default -> pick(random, SCALARS);
        };
    }

    private static String object(Random random, int depth) {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = random.nextBoolean() ? "\"n" + random.nextInt(4) + "\"" : "\"\\u006e1\"";
            parts.add(
                    pick(random, SPACE)
                            + name
                            + pick(random, SPACE)
                            + ":"
                            + pick(random, SPACE)
                            + json(random, depth - 1)
                            + pick(random, SPACE));
        }
        return "{" + pick(random, SPACE) + String.join(",", parts) + "}";
    }

    private static String pick(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
