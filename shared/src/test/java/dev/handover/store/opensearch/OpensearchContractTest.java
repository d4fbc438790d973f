package dev.handover.store.opensearch;

import dev.handover.document.Content;
import dev.handover.servers.JavaServer;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

import java.util.List;

/// The contract of all stores, kept by OpenSearch; ids are found by the index's own.
@Tag("servers")
class OpensearchContractTest extends StoreContract {
    private final OwnIndex index = new OwnIndex(server());
    private final OpensearchStore store = index.store(false);

    JavaServer server() {
        return JavaServer.OPENSEARCH;
    }

    @AfterEach
    void drop() {
        index.drop();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected String storeName() {
        return "search";
    }

    @Override
    protected String collection() {
        return index.name;
    }

    @Override
    protected String missing() {
        return "no-such-index";
    }

    @Override
    protected void seed(Key key, Content content) {
        index.call("PUT", index.document(key.id()), content.text());
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        String source = index.source(key.id());
        return source.isEmpty() ? null : Content.of(source);
    }

    @Override
    protected boolean findsBeginnings() {
        return false;
    }

    @Override
    protected List<String> oddIds() {
        return super.oddIds().stream()
                .filter(id -> !id.isEmpty() && !id.equals("..") && !id.contains("\0"))
                .toList();
    }

    @Override
    protected List<Content> oddContents() {
        return List.of(
                Content.of("{}"),
                Content.of("{\"a\" : 1.0, \"b\":[ ], \"c\":\"\\u00e9 \\u0000 😀 \u202e\"}"),
                Content.of("{\"n\":12345678901234567890.123456789012345678901}"),
                Content.of("{\"big\":\"" + "x".repeat(1 << 20) + "\"}"));
    }
}
