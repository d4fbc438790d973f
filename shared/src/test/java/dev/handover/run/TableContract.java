package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What every [Table] keeps.
@Timeout(120) // seconds
public abstract class TableContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// The same one all through a test; empty when it begins.
    protected abstract Table table();

    protected static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's own JSON is broken", e);
        }
    }

    protected final Item stored(String partition, String sort, String body) {
        return table().put(Item.fresh(new Id(partition, sort), json(body))).orElseThrow();
    }

    @Test
    void whatIsPutIsThere() {
        Item put = stored("run", "lane-1", "{\"open\": 3}");

        assertEquals(Optional.of(put), table().get(new Id("run", "lane-1")));
        assertEquals(json("{\"open\": 3}"), put.body());
        assertTrue(put.version() > 0);
        assertEquals(Optional.empty(), table().get(new Id("run", "lane-2")));
        assertEquals(Optional.empty(), table().get(new Id("nobody", "lane-1")));
    }

    @Test
    void aPutOverWhatWasReadReplacesTheWholeBody() {
        Item first = stored("run", "lane-1", "{\"open\": 3, \"lease\": \"x\", \"expires\": 12}");

        Item second = table().put(first.with(json("{\"open\": 4}"))).orElseThrow();

        assertEquals(json("{\"open\": 4}"), second.body());
        assertNotEquals(first.version(), second.version());
        assertEquals(Optional.of(second), table().get(first.id()));
        assertTrue(table().put(second.with(json("{\"open\": 5}"))).isPresent());
    }

    @Test
    void whoComesSecondChangesNothing() {
        Item read = stored("run", "lane-1", "{\"open\": 3}");
        Item winner = table().put(read.with(json("{\"open\": 4}"))).orElseThrow();

        assertEquals(Optional.empty(), table().put(read.with(json("{\"open\": 4}"))));
        assertEquals(Optional.empty(), table().put(Item.fresh(read.id(), json("{\"open\": 9}"))));
        assertFalse(table().delete(read));

        assertEquals(Optional.of(winner), table().get(read.id()));
    }

    @Test
    void whatIsNotThereCanNeitherBeChangedNorDeleted() {
        Item gone = stored("run", "lane-1", "{}");
        assertTrue(table().delete(gone));

        assertEquals(Optional.empty(), table().put(gone.with(json("{\"open\": 4}"))));
        assertFalse(table().delete(gone));
        assertFalse(table().delete(Item.fresh(gone.id(), json("{}"))));
        assertEquals(Optional.empty(), table().get(gone.id()));
    }

    @Test
    void anItemMadeAnewIsNotTheOneThatWasDeleted() {
        Item first = stored("lock", "ann", "{\"holder\": \"run-1\"}");
        assertTrue(table().delete(first));
        Item second = stored("lock", "ann", "{\"holder\": \"run-2\"}");

        assertFalse(table().delete(first));
        assertEquals(Optional.empty(), table().put(first.with(json("{\"holder\": \"run-1\"}"))));

        assertEquals(Optional.of(second), table().get(second.id()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"text\": \"\", \"null\": null, \"true\": true, \"false\": false, \"list\": [],"
                        + " \"object\": {}}",
                "{\"deep\": [[], [null, \"\", {\"a\": [{\"\u00e9 \uD83D\uDE00\": \"\\u0000\"}]}]]}",
                "{\"numbers\": [0, -1, 7, 2147483647, 2147483648, -2147483649, 9223372036854775807,"
                        + " -9223372036854775808]}",
                "{\"numbers\": [0.1, -2.5, 1.7976931348623157, 123456789.12345678, 1e-100, 6.02e23,"
                        + " 3.0e100]}",
                "{\"numbers\": [9007199254740993, 92233720368547758070, 18446744073709551616]}",
                "{\"pk\": 1, \"sk\": 2, \"version\": 3, \"writer\": [4], \"body\": {\"body\": 5},"
                        + " \"Partition\": 6}",
                "{\"listed\": \"running\", \"listedAt\": \"2026-11-22T00:00:00Z\", \"expires\":"
                        + " 1795305600, \"x\": 1}"
            })
    void bodiesComeBackEqual(String body) {
        Item put = stored("bodies", "one", body);

        assertEquals(json(body), put.body());
        assertEquals(json(body), table().get(put.id()).orElseThrow().body());
        assertEquals(json(body), table().getAll(List.of(put.id())).get(put.id()).body());
        assertEquals(json(body), table().query("bodies", "", null, 1).items().getFirst().body());
    }

    @Test
    void numbersComeBackByTheirValueInTheNarrowestType() {
        ObjectNode body =
                json("{}")
                        .put("one", 1.0)
                        .put("long", 5L)
                        .put("short", (short) 2)
                        .put("float", 0.5f);

        Item put = table().put(Item.fresh(new Id("numbers", "one"), body)).orElseThrow();

        assertEquals(json("{\"one\": 1, \"long\": 5, \"short\": 2, \"float\": 0.5}"), put.body());
        assertEquals(Optional.of(put), table().get(put.id()));
    }

    @Test
    void fieldsComeBackInTheOrderOfTheirNames() {
        Item put =
                stored(
                        "order",
                        "one",
                        "{\"b\": {\"z\": 1, \"a\": 2}, \"listedAt\": \"1\", \"listed\": \"x\","
                                + " \"a\": 1}");
        String expected = "{\"a\":1,\"b\":{\"a\":2,\"z\":1},\"listed\":\"x\",\"listedAt\":\"1\"}";

        assertEquals(expected, put.body().toString());
        assertEquals(expected, table().get(put.id()).orElseThrow().body().toString());
    }

    @Test
    void bytesComeBackAsBytes() {
        ObjectNode body = json("{}").put("wrapped", new byte[] {0, -1, 7}).put("none", new byte[0]);

        Item put = table().put(Item.fresh(new Id("bytes", "one"), body)).orElseThrow();

        assertEquals(body, put.body());
        assertEquals(body, table().get(put.id()).orElseThrow().body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"listed\": \"running\"}",
                "{\"listedAt\": \"2026\"}",
                "{\"listed\": \"\", \"listedAt\": \"2026\"}",
                "{\"listed\": \"running\", \"listedAt\": 2026}",
                "{\"listed\": null, \"listedAt\": null}",
                "{\"expires\": \"2026\"}",
                "{\"number\": 1e126}",
                "{\"number\": 123456789012345678901234567890123456789}"
            })
    void bodiesThatATableCanNotKeepAreRefused(String body) {
        Id id = new Id("refused", "one");

        assertThrows(IllegalArgumentException.class, () -> table().put(Item.fresh(id, json(body))));

        assertEquals(Optional.empty(), table().get(id));
    }

    @Test
    void keysAreNotEmpty() {
        assertThrows(IllegalArgumentException.class, () -> stored("", "one", "{}"));
        assertThrows(IllegalArgumentException.class, () -> stored("one", "", "{}"));
    }

    @Test
    void anItemUpTo400KilobytesIsTakenAndALargerOneIsRefusedClearly() {
        Id id = new Id("large", "one");
        Item large =
                table().put(Item.fresh(id, json("{}").put("text", "x".repeat(399 * 1024))))
                        .orElseThrow();

        ItemTooLarge refused =
                assertThrows(
                        ItemTooLarge.class,
                        () ->
                                table().put(
                                                large.with(
                                                        json("{}")
                                                                .put(
                                                                        "text",
                                                                        "\u00e9"
                                                                                .repeat(
                                                                                        200
                                                                                                * 1024)))));

        assertTrue(refused.getMessage().contains("409600"), refused.getMessage());
        assertEquals(Optional.of(large), table().get(id));
    }

    @Test
    void whatACallerDoesToABodyAfterwardsChangesNothing() {
        ObjectNode mine = json("{\"list\": [1]}");
        Item put = table().put(Item.fresh(new Id("copies", "one"), mine)).orElseThrow();
        mine.put("new", 1).withArray("list").add(2);
        put.body().withArray("list").add(3);
        table().get(put.id()).orElseThrow().body().removeAll();

        assertEquals(json("{\"list\": [1]}"), table().get(put.id()).orElseThrow().body());
    }

    @Test
    void getAllGivesThoseThatExist() {
        List<Id> ids = IntStream.range(0, 100).mapToObj(i -> new Id("p" + i % 3, "s" + i)).toList();
        for (int i = 0; i < 100; i += 2) {
            table().put(Item.fresh(ids.get(i), json("{\"i\": " + i + "}")));
        }

        Map<Id, Item> found = table().getAll(ids);

        assertEquals(50, found.size());
        assertEquals(json("{\"i\": 98}"), found.get(ids.get(98)).body());
        assertEquals(Map.of(), table().getAll(List.of()));
        assertEquals(1, table().getAll(List.of(ids.get(0), ids.get(0), ids.get(1))).size());
        List<Id> tooMany = Stream.concat(ids.stream(), Stream.of(new Id("one", "more"))).toList();
        assertThrows(IllegalArgumentException.class, () -> table().getAll(tooMany));
    }

    @Test
    void getAllGathersMoreThanFitsInOneAnswer() {
        List<Id> ids = IntStream.range(0, 60).mapToObj(i -> new Id("large", "" + i)).toList();
        ids.forEach(
                id -> table().put(Item.fresh(id, json("{}").put("text", "x".repeat(300 * 1024)))));

        assertEquals(60, table().getAll(ids).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 7, 100})
    void aQueryGivesAPartitionInTheOrderOfTheSortKeysInPagesOfAnySize(int limit) {
        for (String sort :
                List.of(
                        "lane-2",
                        "lane-10",
                        "lane-1",
                        "lane-\uD83D\uDE00",
                        "lane-\uFFFD",
                        "Lane-1",
                        "m",
                        "plan")) {
            stored("run", sort, "{}");
        }
        stored("run2", "lane-1", "{}");

        List<String> lanes =
                everyPage(from -> {
                    Table.Items page = table().query("run", "lane-", from, limit);
                    assertTrue(page.items().size() <= limit);
                    return new Page<>(
                            page.items().stream().map(item -> item.id().sort()).toList(),
                            page.next());
                });

        // as their UTF-8 bytes are ordered
        assertEquals(
                List.of("lane-1", "lane-10", "lane-2", "lane-\uFFFD", "lane-\uD83D\uDE00"), lanes);
    }

    @Test
    void anEmptyPrefixQueriesTheWholePartition() {
        stored("run", "a", "{}");
        stored("run", "b", "{}");

        assertEquals(2, table().query("run", "", null, 10).items().size());
        assertEquals(List.of(), table().query("nobody", "", null, 10).items());
    }

    @Test
    void aPageGoesOnWhereItEndedAlsoWhenThatItemIsGone() {
        stored("run", "a", "{}");
        Item last = stored("run", "b", "{}");
        stored("run", "c", "{}");
        String next = table().query("run", "", null, 2).next();

        assertTrue(table().delete(last));

        assertEquals("c", table().query("run", "", next, 2).items().getFirst().id().sort());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 10})
    void listedGivesTheIdsUnderAValueByTheirTimeEitherWay(int limit) {
        stored("run-1", "run", "{\"listed\": \"running\", \"listedAt\": \"2026-11-22T10:00:00Z\"}");
        stored("run-3", "run", "{\"listed\": \"running\", \"listedAt\": \"2026-11-22T12:00:00Z\"}");
        stored("run-2", "run", "{\"listed\": \"running\", \"listedAt\": \"2026-11-22T11:00:00Z\"}");
        stored(
                "run-4",
                "run",
                "{\"listed\": \"complete\", \"listedAt\": \"2026-11-22T11:30:00Z\"}");
        stored("run-5", "run", "{}");

        assertEquals(List.of("run-1", "run-2", "run-3"), listed("running", false, limit));
        assertEquals(List.of("run-3", "run-2", "run-1"), listed("running", true, limit));
        assertEquals(List.of(), listed("nothing", false, limit));
    }

    @Test
    void anItemIsListedUnderItsNewValueOnly() {
        Item running = stored("run-1", "run", "{\"listed\": \"running\", \"listedAt\": \"1\"}");
        Item complete =
                table().put(running.with(json("{\"listed\": \"complete\", \"listedAt\": \"2\"}")))
                        .orElseThrow();

        assertEquals(List.of(), listed("running", false, 10));
        assertEquals(List.of("run-1"), listed("complete", false, 10));

        table().put(complete.with(json("{}"))).orElseThrow();
        assertEquals(List.of(), listed("complete", false, 10));
    }

    @Test
    void twoWhoCompareAndSetNeverLoseAnUpdate() throws Exception {
        int each = 50;
        Id id = stored("counter", "one", "{\"n\": 0}").id();
        CountDownLatch together = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                both.add(
                        threads.submit(() -> {
                            together.countDown();
                            together.await();
                            for (int done = 0; done < each; ) {
                                Item read = table().get(id).orElseThrow();
                                int next = read.body().get("n").intValue() + 1;
                                done +=
                                        table().put(read.with(json("{\"n\": " + next + "}")))
                                                        .isPresent()
                                                ? 1
                                                : 0;
                            }
                            return null;
                        }));
            }
            for (Future<?> one : both) {
                one.get();
            }
        }
        assertEquals(2 * each, table().get(id).orElseThrow().body().get("n").intValue());
    }

    private List<String> listed(String value, boolean newestFirst, int limit) {
        return everyPage(from -> {
            Table.Ids page = table().listed(value, newestFirst, from, limit);
            return new Page<>(page.ids().stream().map(Id::partition).toList(), page.next());
        });
    }

    private record Page<T>(List<T> elements, @Nullable String next) {}

    private static <T> List<T> everyPage(Function<@Nullable String, Page<T>> pages) {
        List<T> all = new ArrayList<>();
        String from = null;
        do {
            Page<T> page = pages.apply(from);
            all.addAll(page.elements());
            from = page.next();
        } while (from != null);
        return all;
    }
}
