package dev.handover.store.neo4j;

import dev.handover.document.Content;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

import java.util.List;

/// The contract of all stores, kept by Neo4j.
@Tag("servers")
class Neo4jContractTest extends StoreContract {
    private final Graph graph = new Graph();
    private final Neo4jStore store = graph.store();

    @AfterEach
    void close() {
        store.close();
        graph.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected String storeName() {
        return "graph";
    }

    @Override
    protected String collection() {
        return graph.label;
    }

    @Override
    protected String missing() {
        return "NoSuchLabel";
    }

    /// A label is there with its first node.
    @Override
    protected boolean aLookTells() {
        return false;
    }

    @Override
    protected void seed(Key key, Content content) {
        graph.seed(key, content);
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        return graph.lookBehind(key);
    }

    @Override
    protected Content content(String owner, int number) {
        return Content.of("{\"number\":%d,\"owner\":\"%s\"}".formatted(number, owner));
    }

    @Override
    protected List<Content> oddContents() {
        return List.of(
                Content.of("{}"),
                Content.of("{\"n\":\"\\u0000'\\\"\\\\$ {}`\u202e😀\\n\"}"),
                Content.of("{\"big\":\"" + "x".repeat(1 << 20) + "\"}"),
                Content.of(
                        "{\"d\":1.0,\"e\":-0.0,\"f\":1.0E300,\"i\":1,\"j\":9223372036854775807,\"t\":true}"),
                Content.of(
                        "{\"l\":[],\"m\":[\"a\",\"\"],\"n\":[1,2],\"o\":[1.5,2.0],\"p\":[false]}"),
                Content.of("{\"f\":{\"$type\":\"float\",\"value\":\"-Infinity\"}}"),
                Content.of("{\"originData\":\"{\\\"author\\\": \\\"A\\\", \\\"n\\\":1.0}\"}"),
                Content.of("{\"$ {}\":0,\"a'`b\\\"\":1}"));
    }
}
