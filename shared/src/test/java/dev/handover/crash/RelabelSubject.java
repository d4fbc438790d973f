package dev.handover.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.run.Names;
import dev.handover.run.Operation;
import dev.handover.run.Run;
import dev.handover.run.Stage;
import dev.handover.store.Key;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

import java.util.List;
import java.util.random.RandomGenerator;

/// What the claim doesn't show: many documents in several batches of one counted stage, which are
/// found by a scan; effects; and a task outside the stores.
final class RelabelSubject implements Subject {
    static final String THINGS = "things";
    static final Key NAMES = new Key(STORE, "names", "new");

    private static final int DOCUMENTS = 9;

    @Override
    public Operation operation(Stores stores, Register register) {
        return new Operation() {
            @Override
            public String name() {
                return "relabel";
            }

            @Override
            public List<Stage> stages(Run run, Names names) {
                return List.of(
                        new Relabel(stores.named(STORE)),
                        new Announce(stores.named(STORE), register));
            }
        };
    }

    @Override
    public ObjectNode request() {
        return Json.object().put("from", "old").put("to", "new");
    }

    @Override
    public List<String> participants() {
        return List.of("old", "new");
    }

    @Override
    public void fill(MemoryStore store) {
        store.writeFromOutside(NAMES, Content.of("{\"name\":\"token-99\"}"));
        for (int i = 1; i <= DOCUMENTS; i++) {
            store.writeFromOutside(thing(i), Content.of(text("old", "token-" + i)));
        }
        store.writeFromOutside(thing(4), Content.of("{\"owner\":\"old\",\"note\":7}"));
        store.writeFromOutside(thing(6), Content.of(text("somebody else", "token-6")));
    }

    private static Key thing(int number) {
        return new Key(STORE, THINGS, "thing-%02d".formatted(number));
    }

    private static String text(String owner, String note) {
        return Json.object().put("owner", owner).put("name", "Ann").put("note", note).toString();
    }

    @Override
    public void meddle(MemoryStore store, Tokens tokens, RandomGenerator random) {
        Key key = thing(random.nextInt(1, DOCUMENTS + 3));
        Content content = store.contents().get(key);
        if (content == null) {
            store.writeFromOutside(key, Content.of(text("old", tokens.fresh())));
            return;
        }
        ObjectNode thing = (ObjectNode) Json.parse(content.text());
        if (random.nextInt(4) == 0) {
            thing.put("owner", "third");
        } else {
            tokens.thrownAway(thing.path("note").asText());
            thing.put("note", tokens.fresh());
        }
        store.writeFromOutside(key, Content.of(thing.toString()));
    }
}
