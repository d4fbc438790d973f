package dev.handover.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.document.Content;
import dev.handover.servers.JavaServer;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.Written;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

@Tag("servers")
@DisplayName("Documents of OpenSearch")
class OpensearchStoreTest {
    private final OwnIndex index = new OwnIndex(JavaServer.OPENSEARCH);
    private final Store store = index.store(true);

    @AfterEach
    void drop() {
        index.drop();
    }

    @Test
    void beginningsAreFoundWhereAFieldRepeatsTheId() {
        for (String id : List.of("do_1", "do_1.img", "do_2", "x*", "x*y", "xay")) {
            index.call("PUT", index.document(id), "{\"id\":\"" + id + "\"}");
        }

        assertEquals(
                List.of("do_1", "do_1.img"), found(Reference.beginning(index.name, "do_1"), 1));
        assertEquals(List.of("x*", "x*y"), found(Reference.beginning(index.name, "x*"), 1));
        assertEquals(6, found(Reference.all(index.name), 4).size());
    }

    @Test
    void textIsFoundByItsWholeAndNotByItsWords() {
        index.call("PUT", index.document("1"), "{\"id\":\"1\",\"owner\":\"jane doe\"}");
        index.call("PUT", index.document("2"), "{\"id\":\"2\",\"owner\":\"doe\"}");

        assertEquals(List.of("2"), found(Reference.equal(index.name, "owner", "doe"), 10));
        String hostile = "\"}},\"size\":0,\"x\":{\"a\":{\"b\":\"* OR 1";
        assertEquals(List.of(), found(Reference.equal(index.name, "owner", hostile), 10));
    }

    @Test
    void whatHasChangedSinceTheIndexWasRefreshedIsShownAsItIs() {
        index.call("PUT", index.document("1"), "{\"id\":\"1\",\"owner\":\"ann\"}");
        index.call("PUT", index.document("2"), "{\"id\":\"2\",\"owner\":\"ann\"}");
        Page first = store.find(Reference.equal(index.name, "owner", "ann"), null, 1);
        index.call("PUT", index.document("2"), "{\"id\":\"2\",\"owner\":\"bob\"}");

        Page second = store.find(Reference.equal(index.name, "owner", "ann"), first.next(), 1);

        assertEquals(List.of(), second.documents());
    }

    @Test
    void thousandsOfValuesAreOneSearch() {
        index.call("PUT", index.document("1"), "{\"id\":\"1\",\"parts\":[\"v1999\",\"b\"]}");
        List<String> values = IntStream.range(0, 5000).mapToObj(i -> "v" + i).toList();

        assertEquals(
                List.of("1"), found(new Reference.Containing(index.name, "parts", values), 10));
    }

    @Test
    void whatTheMappingDoesNotTakeIsRefusedAndTheOthersGoOn() {
        List<Document> absent =
                store.read(
                        List.of(
                                new Key("search", index.name, "1"),
                                new Key("search", index.name, "2"),
                                new Key("search", index.name, ""),
                                new Key("search", index.name, "é".repeat(300))));
        List<Written> written =
                store.write(
                        List.of(
                                new Change(absent.get(0), Content.of("{\"number\":\"no\"}")),
                                new Change(absent.get(1), Content.of("{\n\"number\":\r\n1}")),
                                new Change(absent.get(2), Content.of("{}")),
                                new Change(absent.get(3), Content.of("{}"))));

        assertEquals(new Written.Refused("not-valid"), written.get(0));
        assertInstanceOf(Written.Done.class, written.get(1));
        assertEquals(new Written.Refused("no-key"), written.get(2));
        assertEquals(new Written.Refused("no-key"), written.get(3));
        for (String odd : List.of("", "{", "[]", "{}\n{\"delete\":{}}")) {
            assertInstanceOf(
                    Written.Refused.class,
                    store.write(List.of(new Change(absent.get(0), Content.of(odd)))).getFirst(),
                    odd);
        }
        assertFalse(store.read(List.of(absent.get(0).key())).getFirst().exists());
    }

    @Test
    void anIndexIsNoPath() {
        for (String odd : List.of("../_all", "_all", "a/b", "a?b", "", "A", "*")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.find(Reference.all(odd), null, 1),
                    odd);
        }
    }

    private List<String> found(Reference reference, int limit) {
        List<String> ids = new ArrayList<>();
        String from = null;
        do {
            Page page = store.find(reference, from, limit);
            page.documents().forEach(document -> ids.add(document.key().id()));
            from = page.next();
        } while (from != null);
        return ids;
    }
}
