package dev.handover.operation.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.erase.EraseKit;
import dev.handover.run.Confided;
import dev.handover.run.Run;
import dev.handover.store.Address;
import dev.handover.store.Change;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;
import dev.handover.store.Written;
import dev.handover.testing.Servers;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A system of one of the sample maps on its real server, with Jane, who gives, and Bob.
public final class SampleSystem {
    static final String JANE = "jane-1";
    static final String BOB = "bob-2";

    final EraseKit kit;
    private final Store store;
    private final String storeName;

    /// @param url where the store is; empty for those of AWS
    public SampleSystem(String map, String url) {
        DataMap loaded = DataMap.load(map);
        Map.Entry<String, DataMap.StoreEntry> entry = loaded.stores().entrySet().iterator().next();
        storeName = entry.getKey();
        store =
                StoreKind.named(entry.getValue().kind())
                        .orElseThrow()
                        .open(
                                storeName,
                                entry.getValue().settings(),
                                new Address(url, Servers.aws()));
        kit = new EraseKit(loaded, _ -> store);
    }

    Key key(String collection, String id) {
        return new Key(storeName, collection, id);
    }

    void put(Key key, String json) {
        Written written =
                store.write(
                                List.of(
                                        new Change(
                                                store.read(List.of(key)).getFirst(),
                                                Content.of(json))))
                        .getFirst();
        if (!(written instanceof Written.Done)) {
            throw new IllegalStateException("can't fill the system: " + written);
        }
    }

    @Nullable String text(Key key) {
        Content content = store.read(List.of(key)).getFirst().content();
        return content == null ? null : content.text();
    }

    Run toBob(String... records) {
        ObjectNode request = Json.object().put("from", JANE).put("to", BOB);
        List.of(records).forEach(request.withArray("records")::add);
        if (records.length == 0) {
            request.remove("records");
        }
        Run run =
                kit.toTheEnd(
                        kit.start(
                                "transfer",
                                request,
                                List.of(JANE, BOB),
                                new Confided(List.of(), "Bob Roe", List.of())));
        assertEquals(Run.End.COMPLETE, run.end(), () -> kit.receipt(run.runId()).toString());
        return run;
    }

    /// Documents with an owner and the owner's name: Jane's go to Bob, with what else they have;
    /// another's stays; and an undo brings every byte back.
    ///
    /// @param owner the field with the owner's id
    /// @param name the field with the owner's name
    public void documentsAreGivenAndBroughtBack(String collection, String owner, String name) {
        String jane =
                "{\"%s\":\"%s\",\"%s\":\"Jane Doe\",\"title\":\"T\"}".formatted(owner, JANE, name);
        Key first = key(collection, "d1");
        Key second = key(collection, "d2");
        Key others = key(collection, "d3");
        put(first, jane);
        put(second, jane);
        put(others, jane.replace(JANE, "joe-3").replace("Jane Doe", "Joe"));
        String before = text(first);
        String untouched = text(others);

        Run run = toBob();

        assertEquals(2, kit.receipt(run.runId()).byKind().total().changed());
        for (Key key : List.of(first, second)) {
            var document = Json.parse(String.valueOf(text(key)));
            assertEquals(BOB, document.path(owner).asText());
            assertEquals("Bob Roe", document.path(name).asText());
            assertEquals("T", document.path("title").asText());
        }
        assertEquals(untouched, text(others));
        assertEquals(Run.End.UNDONE, kit.undo(run.runId()).end());
        assertEquals(before, text(first));
        assertEquals(untouched, text(others));
    }
}
