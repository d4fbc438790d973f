package dev.handover.store.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handover.document.Content;
import dev.handover.store.Atomicity;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {
    private final MemoryStore memory = new MemoryStore(Atomicity.ALL);

    @Override
    protected Store store() {
        return memory;
    }

    @Override
    protected void seed(Key key, Content content) {
        memory.writeFromOutside(key, content);
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        return memory.contents().get(key);
    }

    @Override
    protected String collection() {
        return "things";
    }

    @Test
    void collectionsDoNotMix() {
        seed(new Key(storeName(), "other", "one"), content("ann", 1));

        assertEquals(0, memory.find(Reference.all("things"), null, 10).documents().size());
        assertEquals(1, memory.find(Reference.all("other"), null, 10).documents().size());
    }

    @Test
    void aDocumentChangedThereAndBackHasMovedOn() {
        seed(key("one"), content("ann", 1));
        Document stale = read(key("one"));
        seed(key("one"), content("eve", 9));
        seed(key("one"), content("ann", 1));

        assertInstanceOf(Written.MovedOn.class, write(stale, content("bob", 2)));
    }
}
