package dev.handover.store.cassandra;

import dev.handover.document.Content;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

import java.util.List;

/// The contract of all stores, kept by Cassandra.
@Tag("servers")
class CassandraContractTest extends StoreContract {
    private final Rows rows = new Rows();
    private final CassandraStore store = rows.store();
    private final String table =
            rows.table(
                    "things",
                    "k text PRIMARY KEY, owner text, number int, parts list<text>, body blob, b"
                            + " bigint, d double, f float, t boolean, \"odd Name\" text, v varint,"
                            + " words set<text>, m map<text, text>");

    @AfterEach
    void close() {
        store.close();
        rows.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected String storeName() {
        return "rows";
    }

    @Override
    protected String collection() {
        return table;
    }

    @Override
    protected String missing() {
        return "handover.no_such_table";
    }

    @Override
    protected void seed(Key key, Content content) {
        rows.seed(key, content);
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        return rows.lookBehind(key);
    }

    @Override
    protected Content content(String owner, int number) {
        return Content.of("{\"number\":%d,\"owner\":\"%s\"}".formatted(number, owner));
    }

    @Override
    protected List<String> oddIds() {
        return super.oddIds().stream().filter(id -> !id.isEmpty()).toList(); // no key may be empty
    }

    @Override
    protected List<Content> oddContents() {
        return List.of(
                Content.of("{}"),
                Content.of("{\"owner\":\"\"}"),
                Content.of("{\"owner\":\"\\u0000'\\\"\\\\$ {}\u202e😀\\n\"}"),
                Content.of("{\"owner\":\"" + "x".repeat(1 << 20) + "\"}"),
                Content.of(
                        "{\"b\":9223372036854775807,\"d\":-0.0,\"f\":1.5,\"number\":-1,\"t\":false,"
                                + "\"v\":123456789012345678901234567890}"),
                Content.of("{\"body\":{\"$type\":\"blob\",\"value\":\"AP//gA==\"}}"),
                Content.of("{\"body\":{\"$type\":\"blob\",\"value\":\"\"}}"),
                Content.of("{\"m\":{\"a'b\":\"c\"},\"odd Name\":\"x\",\"words\":[\"a\",\"b\"]}"),
                Content.of("{\"d\":{\"$type\":\"double\",\"value\":\"NaN\"}}"),
                Content.of("{\"owner\":\"{\\\"children\\\": [1.0 ]}\"}"));
    }
}
