package dev.handover.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.handover.document.Content;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// What every [Store] keeps, whatever its kind. A subclass gives a store, a way past the port, and,
/// where its kind can't hold just any id or content, those that it can. [#collection] is empty when
/// a test begins.
@Timeout(120) // seconds: a store that never grants a write must fail, not hang
public abstract class StoreContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    protected abstract Store store();

    /// Writes as the application would: past the port, over whatever is there.
    protected abstract void seed(Key key, Content content);

    /// What the application would read, or null; past the port.
    protected abstract @Nullable Content lookBehind(Key key);

    /// The same one all through a test, and another in each test or emptied before it.
    protected abstract String collection();

    /// The name that the data map gives the store; the part of keys that a store may ignore, but
    /// gives back.
    protected String storeName() {
        return "contract";
    }

    /// A document of the kind, with an owner that [#ownerField] finds and a number, as the store
    /// gives it back.
    protected Content content(String owner, int number) {
        return Content.of("{\"owner\":\"%s\",\"number\":%d}".formatted(owner, number));
    }

    protected int numberIn(Content content) throws IOException {
        JsonNode number = JSON.readTree(content.bytes()).get("number");
        return number.intValue();
    }

    /// The field of [#content] by which owners are found; null where this kind finds only by
    /// collection, and refuses.
    protected @Nullable String ownerField() {
        return "owner";
    }

    /// The list of [#listing] in which values are found; null where this kind refuses to look into
    /// lists.
    protected @Nullable String listField() {
        return "parts";
    }

    /// A document of the kind, with a list that [#listField] finds, as the store gives it back.
    protected Content listing(String... parts) {
        return Content.of("{\"parts\":[\"" + String.join("\",\"", parts) + "\"]}");
    }

    /// False where this kind refuses to look for the beginning of an id.
    protected boolean findsBeginnings() {
        return true;
    }

    /// A collection that the server doesn't have; null where all that can be named are there.
    protected @Nullable String missing() {
        return null;
    }

    /// False where a look at [#missing] just finds nothing.
    protected boolean aLookTells() {
        return true;
    }

    protected List<String> oddIds() {
        return List.of(
                "",
                " ",
                "\0",
                "a\0b",
                "😀",
                "é",
                "e\u0301",
                "a:b/c",
                "..",
                "'\"\\$*{}[]%",
                "\r\n",
                "x".repeat(500));
    }

    protected List<Content> oddContents() {
        byte[] megabyte = new byte[1 << 20];
        new Random(1).nextBytes(megabyte);
        return List.of(
                Content.of(""),
                Content.of("\0"),
                Content.of("null"),
                Content.of("{\"a\" : 1.0,\"a\":\"\\u00e9 😀\"}\n"),
                Content.of(
                        new byte[] {
                            (byte) 0xC3,
                            0x28,
                            (byte) 0xFF,
                            0x00,
                            (byte) 0xED,
                            (byte) 0xA0,
                            (byte) 0x80
                        }),
                Content.of(megabyte));
    }

    protected final Key key(String id) {
        return new Key(storeName(), collection(), id);
    }

    protected final Document read(Key key) {
        return store().read(List.of(key)).getFirst();
    }

    protected final Written write(Document read, @Nullable Content after) {
        return store().write(List.of(new Change(read, after))).getFirst();
    }

    @Test
    void readAnswersInTheOrderOfTheKeysAlsoForWhatIsNotThere() {
        seed(key("one"), content("ann", 1));
        seed(key("two"), content("bob", 2));

        List<Key> keys = List.of(key("two"), key("none"), key("one"), key("two"));
        List<Document> documents = store().read(keys);

        assertEquals(keys, documents.stream().map(Document::key).toList());
        assertEquals(content("bob", 2), documents.get(0).content());
        assertNull(documents.get(1).content());
        assertFalse(documents.get(1).exists());
        assertEquals(content("ann", 1), documents.get(2).content());
        assertEquals(documents.get(0), documents.get(3));
    }

    @Test
    void readingAndWritingNothingAnswersNothing() {
        assertEquals(List.of(), store().read(List.of()));
        assertEquals(List.of(), store().write(List.of()));
    }

    @Test
    void aWriteOverWhatWasReadIsDone() {
        seed(key("one"), content("ann", 1));
        seed(key("bystander"), content("ann", 7));

        Written.Done done =
                assertInstanceOf(Written.Done.class, write(read(key("one")), content("bob", 2)));

        assertEquals(key("one"), done.now().key());
        assertEquals(content("bob", 2), done.now().content());
        assertEquals(content("bob", 2), lookBehind(key("one")));
        assertEquals(content("bob", 2), read(key("one")).content());
        assertEquals(content("ann", 7), lookBehind(key("bystander")));
    }

    @Test
    void whatAWriteAnswersCanBeWrittenOverAgain() {
        seed(key("one"), content("ann", 1));
        Written.Done first =
                assertInstanceOf(Written.Done.class, write(read(key("one")), content("bob", 2)));

        assertInstanceOf(Written.Done.class, write(first.now(), content("cy", 3)));

        assertEquals(content("cy", 3), lookBehind(key("one")));
    }

    @Test
    void aDocumentThatMovedOnIsNotOverwritten() {
        seed(key("one"), content("ann", 1));
        Document stale = read(key("one"));
        seed(key("one"), content("eve", 9));

        Written.MovedOn movedOn =
                assertInstanceOf(Written.MovedOn.class, write(stale, content("bob", 2)));

        assertEquals(content("eve", 9), movedOn.now().content());
        assertEquals(content("eve", 9), lookBehind(key("one")));
        assertInstanceOf(Written.Done.class, write(movedOn.now(), content("bob", 2)));
        assertEquals(content("bob", 2), lookBehind(key("one")));
    }

    @Test
    void aDocumentThatVanishedIsNotWrittenBack() {
        seed(key("one"), content("ann", 1));
        Document stale = read(key("one"));
        assertInstanceOf(Written.Done.class, write(stale, null));

        Written.MovedOn movedOn =
                assertInstanceOf(Written.MovedOn.class, write(stale, content("bob", 2)));

        assertFalse(movedOn.now().exists());
        assertNull(lookBehind(key("one")));
    }

    @Test
    void whatIsNotThereIsCreatedOnce() {
        Document absent = read(key("new"));

        assertInstanceOf(Written.Done.class, write(absent, content("ann", 1)));
        Written.MovedOn second =
                assertInstanceOf(Written.MovedOn.class, write(absent, content("bob", 2)));

        assertEquals(content("ann", 1), second.now().content());
        assertEquals(content("ann", 1), lookBehind(key("new")));
    }

    @Test
    void aDeleteOfWhatWasReadIsDone() {
        seed(key("one"), content("ann", 1));

        Written.Done done = assertInstanceOf(Written.Done.class, write(read(key("one")), null));

        assertFalse(done.now().exists());
        assertNull(lookBehind(key("one")));
        assertFalse(read(key("one")).exists());
        assertInstanceOf(Written.Done.class, write(done.now(), content("ann", 1)));
        assertEquals(content("ann", 1), lookBehind(key("one")));
    }

    @Test
    void aDocumentThatMovedOnIsNotDeleted() {
        seed(key("one"), content("ann", 1));
        Document stale = read(key("one"));
        seed(key("one"), content("eve", 9));

        assertInstanceOf(Written.MovedOn.class, write(stale, null));

        assertEquals(content("eve", 9), lookBehind(key("one")));
    }

    @Test
    void theChangesOfOneCallAreIndependent() {
        seed(key("changed"), content("ann", 1));
        seed(key("moved-on"), content("ann", 2));
        seed(key("deleted"), content("ann", 3));
        List<Document> documents =
                store().read(
                                List.of(
                                        key("changed"),
                                        key("moved-on"),
                                        key("created"),
                                        key("deleted")));
        seed(key("moved-on"), content("eve", 9));

        List<Written> written =
                store().write(
                                List.of(
                                        new Change(documents.get(0), content("bob", 1)),
                                        new Change(documents.get(1), content("bob", 2)),
                                        new Change(documents.get(2), content("bob", 4)),
                                        new Change(documents.get(3), null)));

        assertEquals(4, written.size());
        assertInstanceOf(Written.Done.class, written.get(0));
        assertInstanceOf(Written.MovedOn.class, written.get(1));
        assertInstanceOf(Written.Done.class, written.get(2));
        assertInstanceOf(Written.Done.class, written.get(3));
        assertEquals(content("bob", 1), lookBehind(key("changed")));
        assertEquals(content("eve", 9), lookBehind(key("moved-on")));
        assertEquals(content("bob", 4), lookBehind(key("created")));
        assertNull(lookBehind(key("deleted")));
    }

    @Test
    void pagesOfAnySizeTogetherFindEverything() {
        TreeMap<Key, Content> expected = new TreeMap<>();
        for (int number = 0; number < 23; number++) {
            expected.put(key("id-" + number), content("ann", number));
        }
        expected.forEach(this::seed);

        for (int limit = 1; limit <= 24; limit++) {
            assertEquals(
                    expected,
                    found(Reference.all(collection()), limit),
                    "with " + limit + " a page");
        }
    }

    @Test
    void anEmptyCollectionHasNothingToFind() {
        assertEquals(new TreeMap<>(), found(Reference.all(collection()), 10));
    }

    @Test
    void aCollectionThatTheServerDoesNotHaveIsNamed() {
        String missing = missing();
        seed(key("one"), content("ann", 1));
        store().require(collection(), Set.of());
        if (missing == null) {
            store().require("no-such-collection", Set.of());
            return;
        }
        NotInStore told = assertThrows(NotInStore.class, () -> store().require(missing, Set.of()));
        assertTrue(told.reason().startsWith("not-in-store: the store "), told.reason());
        assertTrue(told.reason().contains(storeName()), told.reason());
        assertTrue(told.reason().endsWith(missing), told.reason());
        if (aLookTells()) {
            assertThrows(NotInStore.class, () -> store().find(Reference.all(missing), null, 10));
            assertThrows(
                    NotInStore.class,
                    () -> store().read(List.of(new Key(storeName(), missing, "one"))));
        }
    }

    @Test
    void whatWasFoundCanBeWrittenOver() {
        seed(key("one"), content("ann", 1));
        Page page = store().find(Reference.all(collection()), null, 10);
        while (page.documents().isEmpty()) {
            page = store().find(Reference.all(collection()), page.next(), 10);
        }
        Document found = page.documents().getFirst();

        assertInstanceOf(Written.Done.class, write(found, content("bob", 2)));
    }

    @Test
    void findByAFieldFindsThoseAndNoOthers() {
        seed(key("hers-1"), content("ann", 1));
        seed(key("his"), content("bob", 2));
        seed(key("hers-2"), content("ann", 3));
        seed(key("somebody's with a longer name"), content("anna", 4));
        String field = ownerField();
        if (field == null) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store().find(Reference.equal(collection(), "owner", "ann"), null, 10));
            return;
        }

        for (int limit = 1; limit <= 3; limit++) {
            TreeMap<Key, Content> hers = found(Reference.equal(collection(), field, "ann"), limit);

            assertEquals(
                    List.of(key("hers-1"), key("hers-2")),
                    List.copyOf(hers.keySet()),
                    "with " + limit + " a page");
            assertEquals(content("ann", 1), hers.get(key("hers-1")));
        }
        assertEquals(new TreeMap<>(), found(Reference.equal(collection(), field, "nobody"), 10));
    }

    @Test
    void findByAFieldFindsAnyOfTheValues() {
        String field = ownerField();
        if (field == null) {
            return; // refused, as findByAFieldFindsThoseAndNoOthers sees
        }
        for (int number = 0; number < 9; number++) {
            seed(key("id-" + number), content("owner-" + number % 3, number));
        }
        List<String> owners = List.of("owner-2", "nobody", "owner-0");

        for (int limit = 1; limit <= 7; limit++) {
            assertEquals(
                    Stream.of(0, 2, 3, 5, 6, 8).map(number -> key("id-" + number)).toList(),
                    List.copyOf(
                            found(new Reference.Equal(collection(), field, owners), limit)
                                    .keySet()),
                    "with " + limit + " a page");
        }
    }

    @Test
    void findByAListFindsThoseThatHaveTheValueInIt() {
        seed(key("first"), listing("a", "b", "c"));
        seed(key("last"), listing("x", "a"));
        seed(key("only"), listing("a"));
        seed(key("longer"), listing("aa", "b"));
        seed(key("plain"), content("a", 1));
        String field = listField();
        if (field == null) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store().find(Reference.containing(collection(), "parts", "a"), null, 10));
            return;
        }

        for (int limit = 1; limit <= 4; limit++) {
            assertEquals(
                    List.of(key("first"), key("last"), key("only")),
                    List.copyOf(
                            found(Reference.containing(collection(), field, "a"), limit).keySet()),
                    "with " + limit + " a page");
        }
        assertEquals(
                List.of(key("first"), key("last"), key("longer")),
                List.copyOf(
                        found(new Reference.Containing(collection(), field, List.of("b", "x")), 10)
                                .keySet()));
    }

    @Test
    void whatIsFoundCanBeMadeSure() {
        seed(key("changed"), content("ann", 1));
        seed(key("deleted"), content("ann", 2));
        seed(key("kept"), content("ann", 3));
        assertInstanceOf(Written.Done.class, write(read(key("changed")), content("ann", 4)));
        assertInstanceOf(Written.Done.class, write(read(key("deleted")), null));

        List<Document> found = new ArrayList<>();
        String next = null;
        do {
            Page page = store().find(Reference.all(collection()), next, 1);
            found.addAll(page.documents());
            next = page.next();
        } while (next != null);
        found.addAll(List.copyOf(found)); // as a scan may give them
        List<Document> sure = new ArrayList<>(store().sure(found));

        sure.sort(Comparator.comparing(Document::key));
        assertEquals(store().read(List.of(key("changed"), key("kept"))), sure);
        assertEquals(List.of(), store().sure(List.of()));
    }

    @Test
    void aSearchGoesOnBehindADocumentWhereTheStoreSaysWhere() {
        for (int number = 0; number < 7; number++) {
            seed(key("id-" + number), content("ann", number));
        }
        Reference all = Reference.all(collection());
        Page page = store().find(all, null, 10);
        for (int at = 0; at < page.documents().size(); at++) {
            String behind = store().behind(page.documents().get(at));
            if (behind != null) {
                assertEquals(
                        page.documents().subList(at + 1, page.documents().size()),
                        store().find(all, behind, 10).documents());
            }
        }
    }

    @Test
    void findByTheBeginningOfAnIdTakesItLiterally() {
        for (String id : List.of("a%_*[1]/x", "a%_*[1]/y", "a%_*[1]2", "aZZ[1]/x", "a", "b")) {
            seed(key(id), content("ann", 1));
        }
        if (!findsBeginnings()) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store().find(Reference.beginning(collection(), "a"), null, 10));
            return;
        }

        for (int limit = 1; limit <= 4; limit++) {
            assertEquals(
                    List.of(key("a%_*[1]/x"), key("a%_*[1]/y")),
                    List.copyOf(
                            found(Reference.beginning(collection(), "a%_*[1]/"), limit).keySet()),
                    "with " + limit + " a page");
        }
        assertEquals(6, found(Reference.beginning(collection(), ""), 10).size());
        assertEquals(0, found(Reference.beginning(collection(), "c"), 10).size());
    }

    @Test
    void oddIdsAreIdsLikeAnyOther() {
        for (String id : oddIds()) {
            assertInstanceOf(
                    Written.Done.class,
                    write(read(key(id)), content("ann", 1)),
                    "id " + escaped(id));
        }
        for (String id : oddIds()) {
            assertEquals(content("ann", 1), lookBehind(key(id)), "id " + escaped(id));
            assertEquals(content("ann", 1), read(key(id)).content(), "id " + escaped(id));
        }
        assertEquals(
                oddIds().stream().map(this::key).sorted().toList(),
                List.copyOf(found(Reference.all(collection()), 5).keySet()));
        for (String id : oddIds()) {
            assertInstanceOf(Written.Done.class, write(read(key(id)), null), "id " + escaped(id));
            assertNull(lookBehind(key(id)), "id " + escaped(id));
        }
    }

    @Test
    void oddContentsComeBackToTheByte() {
        int number = 0;
        for (Content odd : oddContents()) {
            Key key = key("odd-" + number++);
            assertInstanceOf(Written.Done.class, write(read(key), odd), odd::toString);
            Document now = read(key);
            assertEquals(odd, now.content(), odd::toString);
            assertEquals(odd, lookBehind(key), odd::toString);
            assertInstanceOf(Written.Done.class, write(now, content("ann", 1)), odd::toString);

            seed(key, odd);
            assertEquals(odd, read(key).content(), odd::toString);
            assertInstanceOf(Written.Done.class, write(read(key), null), odd::toString);
            assertNull(lookBehind(key), odd::toString);
        }
    }

    @Test
    void twoWhoCompareAndSetNeverLoseAnUpdate() throws Exception {
        int each = 50;
        seed(key("counter"), content("ann", 0));
        CountDownLatch together = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                both.add(
                        threads.submit(() -> {
                            together.countDown();
                            together.await();
                            for (int i = 0; i < each; i++) {
                                increment(key("counter"));
                            }
                            return null;
                        }));
            }
            for (Future<?> one : both) {
                one.get();
            }
        }
        assertEquals(content("ann", 2 * each), lookBehind(key("counter")));
    }

    private void increment(Key key) throws IOException {
        Document now = read(key);
        while (true) {
            Content content = now.content();
            assertTrue(content != null, "the counter is never deleted");
            switch (write(now, content("ann", numberIn(content) + 1))) {
                case Written.Done _ -> {
                    return;
                }
                case Written.MovedOn movedOn -> now = movedOn.now();
                case Written.Refused refused ->
                        throw new AssertionError("refused: " + refused.reason());
            }
        }
    }

    /// All pages together; a document may come twice, but then the same.
    private TreeMap<Key, Content> found(Reference reference, int limit) {
        TreeMap<Key, Content> all = new TreeMap<>();
        String from = null;
        do {
            Page page = store().find(reference, from, limit);
            for (Document document : page.documents()) {
                Content before = all.put(document.key(), document.content());
                assertTrue(before == null || document.has(before));
            }
            from = page.next();
        } while (from != null);
        return all;
    }

    private static String escaped(String id) {
        return id.chars().limit(20).mapToObj(c -> "%04x".formatted(c)).toList().toString();
    }
}
