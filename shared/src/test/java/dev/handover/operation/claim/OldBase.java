package dev.handover.operation.claim;

import dev.handover.document.Content;
import dev.handover.operation.DataMap;
import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Sized;
import dev.handover.store.Store;
import dev.handover.store.Written;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// An old account base in memory that counts how often it is asked, and that can give accounts
/// twice in two pages, as a Redis hash does while it grows.
final class OldBase implements Store, Sized {
    static final DataMap.Accounts WHERE =
            new DataMap.Accounts(
                    "redis",
                    "users",
                    "user_id",
                    "email_address",
                    new DataMap.Password("password", "pbkdf2"));
    static final EmailHashing HASHING =
            new EmailHashing("a key of this test, 32 bytes long".getBytes(StandardCharsets.UTF_8));

    private final MemoryStore store = new MemoryStore(Atomicity.ALL);
    private List<Document> pageBefore = List.of();
    boolean repeatsPages;
    int finds;
    int reads;

    OldAccounts accounts() {
        return new OldAccounts(this, WHERE, HASHING);
    }

    static EmailHash hash(String address) {
        return HASHING.of(address).orElseThrow();
    }

    void person(String id, String address) {
        record(id, "{\"user_id\": \"%s\", \"email_address\": \"%s\"}".formatted(id, address));
    }

    void record(String id, String json) {
        store.writeFromOutside(new Key("redis", "users", id), Content.of(json));
    }

    void remove(String id) {
        store.writeFromOutside(new Key("redis", "users", id), null);
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        finds++;
        Page page = store.find(reference, from, limit);
        List<Document> documents = new ArrayList<>(page.documents());
        if (repeatsPages) {
            documents.addAll(pageBefore);
            pageBefore = page.documents();
        }
        return new Page(documents, page.next());
    }

    @Override
    public List<Document> read(List<Key> keys) {
        reads++;
        return store.read(keys);
    }

    @Override
    public List<Written> write(List<Change> changes) {
        throw new AssertionError("nobody writes to the old account base");
    }

    @Override
    public void require(String collection, Set<String> fields) {}

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    @Override
    public long size(String collection) {
        return store.contents().size();
    }
}
