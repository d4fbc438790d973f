package dev.handover.run.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;
import dev.handover.run.TableContract;
import dev.handover.testing.Servers;
import dev.handover.testing.Tables;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class DynamoTableTest extends TableContract {
    private final DynamoDbClient dynamo = Servers.dynamo();
    private final String name = Servers.freshName("ledger");
    private final Table table = new DynamoTable(dynamo, name);
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void create() {
        Tables.create(dynamo, name);
    }

    @Override
    protected Table table() {
        return table;
    }

    @Test
    void whatTheIndexAndTheTimeToLiveNeedLiesAtTheTopOfTheItem() {
        stored(
                "run-1",
                "run",
                "{\"listed\": \"running\", \"listedAt\": \"2026\", \"expires\": 1795305600,"
                        + " \"lanes\": 4}");

        Map<String, AttributeValue> raw =
                dynamo.getItem(get ->
                                get.tableName(name)
                                        .key(
                                                Map.of(
                                                        "pk",
                                                        AttributeValue.fromS("run-1"),
                                                        "sk",
                                                        AttributeValue.fromS("run"))))
                        .item();

        assertEquals("running", raw.get("listed").s());
        assertEquals("2026", raw.get("listedAt").s());
        assertEquals("1795305600", raw.get("expires").n());
        assertEquals(Map.of("lanes", AttributeValue.fromN("4")), raw.get("body").m());
    }

    @Test
    void aPutThatTheSdkSentTwiceRecognisesItself() {
        Table resending = new DynamoTable(sendingTwice("putItem"), name);
        Item first =
                resending.put(Item.fresh(new Id("run", "a"), json("{\"n\": 1}"))).orElseThrow();

        Optional<Item> second = resending.put(first.with(json("{\"n\": 2}")));

        assertEquals(second, table.get(first.id()));
        assertEquals(Optional.empty(), resending.put(first.with(json("{\"n\": 2}"))));
    }

    @Test
    void keysLeftUnreadAreReadAgainAfterAPause() {
        List<Id> ids = IntStream.range(0, 10).mapToObj(i -> new Id("run", "" + i)).toList();
        ids.forEach(id -> stored(id.partition(), id.sort(), "{}"));

        // reads none, then only the first of what is asked for, each time
        Table hesitant =
                new DynamoTable(
                        readingAtMost(0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1), name, pauses::add);

        assertEquals(ids, List.copyOf(hesitant.getAll(ids).keySet()));
        assertEquals(2, pauses.size());
    }

    @Test
    void keysThatStayUnreadEndInAnErrorWithinABound() {
        stored("run", "a", "{}");
        Table refusing =
                new DynamoTable(readingAtMost(0, 0, 0, 0, 0, 0, 0, 0, 0, 0), name, pauses::add);

        assertThrows(
                IllegalStateException.class, () -> refusing.getAll(List.of(new Id("run", "a"))));

        assertEquals(Backoff.ATTEMPTS - 1, pauses.size());
        assertTrue(
                pauses.stream().allMatch(pause -> pause.isPositive() && pause.toMillis() <= 3200),
                pauses.toString());
    }

    @Test
    void aCursorThatIsNotOursIsRefused() {
        for (String cursor : List.of("", ".", "no base64!", "YQ.YQ", "YQ")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> table.listed("running", false, cursor, 1),
                    cursor);
        }
        assertThrows(IllegalArgumentException.class, () -> table.query("run", "", "YQ.YQ", 1));
    }

    @Test
    void aCursorReachesNoOtherPartition() {
        stored("mine", "a", "{}");
        stored("yours", "a", "{}");
        stored("yours", "b", "{}");
        String yours = table.query("yours", "", null, 1).next();

        List<Item> items = table.query("mine", "", yours, 10).items();

        assertFalse(items.stream().anyMatch(item -> item.id().partition().equals("yours")));
    }

    /// Sends each call of a method twice and gives the second answer, as the SDK does when the
    /// first answer is lost.
    private DynamoDbClient sendingTwice(String method) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, called, arguments) -> {
                            try {
                                if (called.getName().equals(method)) {
                                    called.invoke(dynamo, arguments);
                                }
                                return called.invoke(dynamo, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    /// Reads at most so many of the keys of each BatchGetItem and leaves the others unprocessed.
    private DynamoDbClient readingAtMost(int... each) {
        List<Integer> left = new ArrayList<>(IntStream.of(each).boxed().toList());
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, called, arguments) -> {
                            if (called.isDefault()
                                    && !(arguments[0] instanceof BatchGetItemRequest)) {
                                return InvocationHandler.invokeDefault(proxy, called, arguments);
                            }
                            KeysAndAttributes wanted =
                                    ((BatchGetItemRequest) arguments[0]).requestItems().get(name);
                            int most = Math.min(left.removeFirst(), wanted.keys().size());
                            BatchGetItemResponse.Builder answer =
                                    most == 0
                                            ? BatchGetItemResponse.builder()
                                                    .responses(Map.of(name, List.of()))
                                            : dynamo
                                                    .batchGetItem(get ->
                                                            get.requestItems(
                                                                    Map.of(
                                                                            name,
                                                                            part(
                                                                                    wanted,
                                                                                    wanted.keys()
                                                                                            .subList(
                                                                                                    0,
                                                                                                    most)))))
                                                    .toBuilder();
                            List<Map<String, AttributeValue>> rest =
                                    wanted.keys().subList(most, wanted.keys().size());
                            return answer.unprocessedKeys(
                                            rest.isEmpty()
                                                    ? Map.of()
                                                    : Map.of(name, part(wanted, rest)))
                                    .build();
                        });
    }

    private static KeysAndAttributes part(
            KeysAndAttributes wanted, List<Map<String, AttributeValue>> keys) {
        return wanted.toBuilder().keys(keys).build();
    }
}
