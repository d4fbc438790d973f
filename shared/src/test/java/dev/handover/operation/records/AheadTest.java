package dev.handover.operation.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.document.Content;
import dev.handover.store.Atomicity;
import dev.handover.store.Document;
import dev.handover.store.ForwardingStore;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class AheadTest {
    private static final Reference ALL = Reference.all("records");

    private final MemoryStore records = new MemoryStore(Atomicity.ALL);
    private int questions;

    /// Counts what it is asked.
    private class Asked implements ForwardingStore {
        private final boolean divisible;

        Asked(boolean divisible) {
            this.divisible = divisible;
        }

        @Override
        public Store inner() {
            return records;
        }

        @Override
        public Page find(Reference reference, @Nullable String from, int limit) {
            questions++;
            return records.find(reference, from, limit);
        }

        @Override
        public @Nullable String behind(Document found) {
            return divisible ? records.behind(found) : null;
        }
    }

    @BeforeEach
    void twelveHundredRecords() {
        for (int number = 0; number < 1_200; number++) {
            records.writeFromOutside(
                    new Key("store", "records", "id-%05d".formatted(number)), Content.of("{}"));
        }
    }

    private static List<Page> pages(Ahead ahead) {
        List<Page> pages = new ArrayList<>();
        String next = null;
        do {
            pages.add(ahead.page(next, 50));
            next = pages.getLast().next();
        } while (next != null);
        return pages;
    }

    private List<Page> plain() {
        List<Page> pages = new ArrayList<>();
        String next = null;
        do {
            pages.add(records.find(ALL, next, 50));
            next = pages.getLast().next();
        } while (next != null);
        return pages;
    }

    @Test
    void thePagesAreTheSameForATenthOfTheQuestions() {
        assertEquals(documents(plain()), documents(pages(new Ahead(new Asked(true), ALL))));
        assertEquals(1 + 3, questions);
    }

    @Test
    void aStoreThatGoesOnOnlyBehindPagesIsAskedForEach() {
        assertEquals(plain(), pages(new Ahead(new Asked(false), ALL)));
        assertEquals(25, questions); // the last is empty
    }

    @Test
    void whatAScanGivesTwiceIsOnOnePage() {
        Store twice =
                new Asked(true) {
                    @Override
                    public Page find(Reference reference, @Nullable String from, int limit) {
                        Page page = super.find(reference, from, limit);
                        List<Document> documents = new ArrayList<>(page.documents());
                        documents.add(page.documents().getFirst());
                        return new Page(documents, page.next());
                    }
                };
        assertEquals(documents(plain()), documents(pages(new Ahead(twice, ALL))));
    }

    @Test
    void aPageAndTheNextAreGivenAgainWithoutAsking() {
        Ahead ahead = new Ahead(new Asked(true), ALL);
        Page first = ahead.page(null, 50);
        Page second = ahead.page(first.next(), 50);
        Page third = ahead.page(second.next(), 50);
        assertEquals(2, questions);

        assertEquals(second, ahead.page(first.next(), 50));
        assertEquals(third, ahead.page(second.next(), 50));
        assertEquals(2, questions);
    }

    @Test
    void aCursorFromElsewhereIsAskedFor() {
        Ahead ahead = new Ahead(new Asked(true), ALL);
        ahead.page(null, 50);

        assertEquals(records.find(ALL, "id-01000", 50), ahead.page("id-01000", 50));
        assertEquals(records.find(ALL, "id-00000x", 50), ahead.page("id-00000x", 50));
    }

    private static List<List<Document>> documents(List<Page> pages) {
        return pages.stream().map(Page::documents).filter(page -> !page.isEmpty()).toList();
    }
}
