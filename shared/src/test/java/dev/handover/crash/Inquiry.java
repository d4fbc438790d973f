package dev.handover.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Key;
import dev.handover.store.memory.MemoryStore;

import java.util.List;
import java.util.random.RandomGenerator;

/// A small inQuiry over a graph, a table of hierarchies and a cache: Jane's records and a copy of
/// one, a record that stays by rule, and Jane's name within other people's hierarchies.
final class Inquiry {
    private static final String JANES = "\"createdBy\":\"jane\",\"creator\":\"Jane Doe\"";
    private static final String JOES = "\"createdBy\":\"joe\",\"creator\":\"Joe\"";

    private Inquiry() {}

    static void fill(MemoryStore store) {
        node(store, "do_1", "Question", JANES, 1);
        node(store, "do_1.img", "QuestionImage", JANES, 2);
        node(store, "do_2", "Question", JANES + ",\"author\":\"Jane Doe\"", 3);
        node(store, "do_3", "Question", JANES + ",\"status\":\"Retired\"", 4);
        node(store, "do_4", "Question", "\"createdBy\":\"jane\",\"creator\":[\"Jane Doe\"]", 5);
        String copied = ",\"origin\":\"do_1\",\"originData\":\"{\\\"author\\\":\\\"Jane Doe\\\"}\"";
        node(store, "do_5", "Question", JOES + copied, 6);
        node(store, "do_6", "QuestionSet", JOES + ",\"childNodes\":[\"do_1\",\"do_5\"]", 7);
        node(store, "do_7", "QuestionSet", JANES + ",\"childNodes\":[\"do_2\"]", 8);
        node(store, "do_8", "Question", JOES, 9);
        row(store, "do_6", JOES, "do_1", 10);
        row(store, "do_7", JANES, "do_2", 11);
        row(store, "do_7.img", JANES, "do_2", 12);
        for (String id : List.of("do_1", "do_2", "do_8")) {
            store.writeFromOutside(cached("*", id), Content.of("{" + JANES + "}"));
        }
        store.writeFromOutside(cached("qs_hierarchy_*", "do_6"), Content.of("{" + JANES + "}"));
    }

    private static Key node(String id) {
        return new Key("graph", "domain", id);
    }

    private static Key cached(String collection, String id) {
        return new Key("cache", collection, id);
    }

    private static void node(MemoryStore store, String id, String type, String more, int token) {
        String text =
                """
                {"IL_FUNC_OBJECT_TYPE":"%s","IL_SYS_NODE_TYPE":"DATA_NODE",\
                "status":"Live","note":"token-%d",%s}\
                """
                        .formatted(type, token, more);
        store.writeFromOutside(node(id), Content.of(text));
    }

    private static void row(MemoryStore store, String id, String by, String leaf, int token) {
        String tree =
                "{\"identifier\":\"%s\",%s,\"children\":[{\"identifier\":\"%s\",%s,\"note\":\"token-%d\"}]}"
                        .formatted(id, by, leaf, JANES, token);
        store.writeFromOutside(
                new Key("tables", "hierarchy_store.questionset_hierarchy", id),
                Content.of(Json.object().put("hierarchy", tree).toString()));
    }

    /// Edits a record, gives it to somebody else, or caches it again as it is.
    static void meddle(MemoryStore store, Tokens tokens, RandomGenerator random) {
        String id = "do_" + random.nextInt(1, 9);
        Content content = store.contents().get(node(id));
        if (content == null || random.nextInt(4) == 0) {
            store.writeFromOutside(cached("*", id), content == null ? Content.of("{}") : content);
            return;
        }
        ObjectNode node = (ObjectNode) Json.parse(content.text());
        if (random.nextInt(4) == 0) {
            node.put("createdBy", "third").put("creator", "Third");
        } else {
            tokens.thrownAway(node.path("note").asText());
            node.put("note", tokens.fresh());
        }
        store.writeFromOutside(node(id), Content.of(node.toString()));
    }
}
