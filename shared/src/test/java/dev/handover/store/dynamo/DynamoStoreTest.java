package dev.handover.store.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;
import dev.handover.testing.Servers;
import dev.handover.testing.TroubledServer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

@DisplayName("Items of DynamoDB")
class DynamoStoreTest {
    @Test
    void anItemWithASortKeyIsNamedByBothAndFoundByItsPartition() {
        OwnTable table =
                new OwnTable(
                        Map.of("space", ScalarAttributeType.S, "at", ScalarAttributeType.N),
                        List.of("space", "at"),
                        false);
        Store store = table.store(Json.object());
        for (int at = 0; at < 5; at++) {
            table.put(Map.of("space", s("did:key:z6\"'"), "at", n("1" + at + ".50"), "v", n("1")));
        }
        table.put(Map.of("space", s("other"), "at", n("1"), "v", n("1")));

        List<String> found = new ArrayList<>();
        Reference reference =
                new Reference.Equal(table.name, "space", List.of("nobody", "did:key:z6\"'"));
        Page page = store.find(reference, null, 2);
        while (true) {
            page.documents().forEach(document -> found.add(document.key().id()));
            if (page.next() == null) {
                break;
            }
            page = store.find(reference, page.next(), 2);
        }

        assertEquals(
                IntStream.range(0, 5)
                        .mapToObj("[\"did:key:z6\\\"'\",\"1%d.5\"]"::formatted)
                        .toList(),
                found);
        Document read = read(store, table, found.get(1));
        assertEquals(Content.of("{\"v\":1}"), read.content());
        assertInstanceOf(Written.Done.class, write(store, read, "{\"v\":2}"));
        assertEquals(
                Content.of("{\"v\":2}"),
                read(store, table, "[\"did:key:z6\\\"'\",\"11.500\"]").content());
        for (String none :
                List.of("", "x", "[]", "[\"other\"]", "[\"other\",\"one\"]", "[1,2,3]")) {
            Document absent = read(store, table, none);
            assertFalse(absent.exists(), none);
            assertEquals(new Written.Refused("no-key"), write(store, absent, "{}"));
        }
        table.drop();
    }

    @Test
    void numbersAndBytesAreKeysToo() {
        for (ScalarAttributeType type : List.of(ScalarAttributeType.N, ScalarAttributeType.B)) {
            OwnTable table = new OwnTable(Map.of("id", type), List.of("id"), false);
            Store store = table.store(Json.object());
            AttributeValue key =
                    type == ScalarAttributeType.N
                            ? n("12")
                            : AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1, 0}));
            table.put(Map.of("id", key, "a", s("b")));

            Document found = store.find(Reference.all(table.name), null, 10).documents().getFirst();

            assertEquals(type == ScalarAttributeType.N ? "12" : "/wA=", found.key().id());
            assertInstanceOf(Written.Done.class, write(store, found, "{\"a\":\"c\"}"));
            assertEquals(Content.of("{\"a\":\"c\"}"), table.lookBehind(Map.of("id", key)));
            table.drop();
        }
    }

    @Test
    void anIndexFindsAmongManyValuesOfWhichMostHaveNothing() {
        OwnTable table = new OwnTable(true);
        ObjectNode indexes = Json.object();
        indexes.putObject(table.name).put("owner", "by-owner");
        Store store = table.store(indexes);
        for (int number = 0; number < 30; number++) {
            table.put(Map.of("id", s("i" + number), "owner", s("ann"), "n", n("" + number)));
        }
        List<String> values = new ArrayList<>(List.of("ann"));
        IntStream.range(0, 60).forEach(nobody -> values.addFirst("nobody" + nobody));

        List<Document> found = new ArrayList<>();
        String from = null;
        do {
            Page page = store.find(new Reference.Equal(table.name, "owner", values), from, 7);
            found.addAll(page.documents());
            from = page.next();
        } while (from != null);

        assertEquals(30, found.size());
        assertEquals(30, found.stream().map(document -> document.key().id()).distinct().count());
        table.drop();
    }

    @Test
    void anAttributeThatSomebodyAddedIsLeftByAChange() {
        OwnTable table = new OwnTable(false);
        Store store = table.store(Json.object());
        table.put(Map.of("id", s("1"), "creator", s("Jane"), "old", s("x")));
        Document read = read(store, table, "1");
        table.put(Map.of("id", s("1"), "creator", s("Jane"), "old", s("x"), "added", n("1")));

        Written.Done done =
                assertInstanceOf(
                        Written.Done.class, write(store, read, "{\"creator\":\"Deleted User\"}"));

        assertEquals(
                Content.of("{\"added\":1,\"creator\":\"Deleted User\"}"), done.now().content());
        table.drop();
    }

    @Test
    void whatNoItemCanHoldIsRefusedWithoutBeingRepeated() {
        OwnTable table = new OwnTable(false);
        Store store = table.store(Json.object());
        Document absent = read(store, table, "1");

        assertEquals(new Written.Refused("not-json"), write(store, absent, "{"));
        assertEquals(new Written.Refused("not-an-object"), write(store, absent, "[]"));
        assertEquals(
                new Written.Refused("no-attribute-name"), write(store, absent, "{\"id\":\"2\"}"));
        assertEquals(new Written.Refused("no-attribute-name"), write(store, absent, "{\"\":1}"));
        assertEquals(
                new Written.Refused("unknown-type"),
                write(store, absent, "{\"a\":{\"$type\":\"x\",\"value\":1}}"));
        assertEquals(
                new Written.Refused("not-valid"),
                write(store, absent, "{\"a\":{\"$type\":\"string-set\",\"value\":[]}}"));
        assertEquals(
                new Written.Refused("too-large-a-number"), write(store, absent, "{\"a\":1e999}"));
        assertEquals(new Written.Refused("not-valid"), write(store, absent, "{\"a\":1e300}"));
        assertEquals(
                new Written.Refused("too-large"),
                write(store, absent, "{\"a\":\"" + "x".repeat(410_000) + "\"}"));
        assertNull(table.lookBehind(Map.of("id", s("1"))));
        table.drop();
    }

    @Test
    void anItemOfVeryManyAttributesIsChangedWhereItDiffers() {
        OwnTable table = new OwnTable(false);
        Store store = table.store(Json.object());
        ObjectNode many = Json.object();
        IntStream.range(1000, 2000).forEach(i -> many.put("a" + i, i));
        assertInstanceOf(
                Written.Done.class, write(store, read(store, table, "1"), Json.text(many)));
        Document stale = read(store, table, "1");
        many.put("a1000", "changed").remove("a1500");

        Written written = write(store, stale, Json.text(many));

        assertEquals(
                Content.of(Json.text(many)),
                assertInstanceOf(Written.Done.class, written).now().content());
        many.put("a1000", "again");
        assertInstanceOf(Written.MovedOn.class, write(store, stale, Json.text(many)));
        assertEquals(
                new Written.Refused("too-many-attributes"),
                store.write(List.of(new Change(read(store, table, "1"), null))).getFirst());
        table.drop();
    }

    @Test
    void aServerThatIsNotThereOrSilentOrThrottlesIsUnavailable() throws Exception {
        String throttled =
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException\",\"message\":\"key"
                    + " jane\"}";
        try (TroubledServer silent = TroubledServer.silent();
                TroubledServer throttling =
                        TroubledServer.answering(400, "application/x-amz-json-1.0", throttled)) {
            for (URI uri :
                    List.of(
                            URI.create("http://127.0.0.1:" + Servers.freePort()),
                            silent.uri(),
                            throttling.uri())) {
                Store store =
                        new DynamoStore(
                                "items",
                                Servers.client(
                                        DynamoDbClient.builder()
                                                .overrideConfiguration(o ->
                                                        o.apiCallTimeout(Duration.ofMillis(500))),
                                        uri),
                                Json.object());
                Key key = new Key("items", "table", "jane");
                Document absent = new Document(key, null, "");
                for (var call :
                        List.<Executable>of(
                                () -> store.read(List.of(key)),
                                () -> store.find(Reference.all("table"), null, 1),
                                () -> write(store, absent, "{}"))) {
                    String message = assertThrows(StoreUnavailable.class, call).getMessage();
                    assertFalse(message.contains("jane"), message);
                }
            }
        }
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue n(String number) {
        return AttributeValue.fromN(number);
    }

    @Test
    void anIndexThatTheTableDoesNotHaveIsNamed() {
        OwnTable table = new OwnTable(false);
        ObjectNode indexes = Json.object();
        indexes.putObject(table.name).put("owner", "by-owner");
        Store store = table.store(indexes);
        String missing = "index by-owner of the table " + table.name;
        for (Executable look :
                List.<Executable>of(
                        () -> store.require(table.name, Set.of("owner")),
                        () -> store.find(Reference.equal(table.name, "owner", "jane"), null, 1))) {
            assertTrue(
                    String.valueOf(assertThrows(NotInStore.class, look).getMessage())
                            .endsWith(missing));
        }
        table.drop();
    }

    private static Document read(Store store, OwnTable table, String id) {
        return store.read(List.of(new Key("contract", table.name, id))).getFirst();
    }

    private static Written write(Store store, Document read, String after) {
        return store.write(List.of(new Change(read, Content.of(after)))).getFirst();
    }
}
