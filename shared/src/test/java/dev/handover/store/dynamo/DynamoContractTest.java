package dev.handover.store.dynamo;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.StoreContract;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.List;
import java.util.Map;

/// The contract of all stores, kept by DynamoDB: found by scans.
class DynamoContractTest extends StoreContract {
    final OwnTable table = new OwnTable(byIndex());

    boolean byIndex() {
        return false;
    }

    @AfterEach
    void drop() {
        table.drop();
    }

    @Override
    protected Store store() {
        return table.store(Json.object());
    }

    @Override
    protected String collection() {
        return table.name;
    }

    @Override
    protected String missing() {
        return "no-such-table";
    }

    @Override
    protected void seed(Key key, Content content) {
        table.seed(Map.of("id", AttributeValue.fromS(key.id())), content);
    }

    @Override
    protected @Nullable Content lookBehind(Key key) {
        return table.lookBehind(Map.of("id", AttributeValue.fromS(key.id())));
    }

    @Override
    protected Content content(String owner, int number) {
        return Content.of("{\"number\":%d,\"owner\":\"%s\"}".formatted(number, owner));
    }

    @Override
    protected List<String> oddIds() {
        return super.oddIds().stream().filter(id -> !id.isEmpty()).toList();
    }

    @Override
    protected List<Content> oddContents() {
        return List.of(
                Content.of("{}"),
                Content.of("{\"n\":\"\\u0000'\\\"\\\\$ {}`\u202e😀\\n#0 :0\"}"),
                Content.of("{\"a b.c[0]#\":1,\"size\":{\"status\":[\"\",null,true,{\"a\":{}}]}}"),
                Content.of("{\"big\":\"" + "x".repeat(300_000) + "\"}"),
                Content.of(
                        "{\"d\":1.5,\"e\":-1.0E-130,\"i\":99999999999999999999999999999999999999,\"w\":{\"$type\":\"number\",\"value\":\"1.2345678901234567890123456789\"}}"),
                Content.of(
                        "{\"b\":{\"$type\":\"binary\",\"value\":\"/wA=\"},\"m\":{\"$type\":\"map\",\"value\":{\"$type\":\"x\"}}}"),
                Content.of(
                        "{\"bs\":{\"$type\":\"binary-set\",\"value\":[\"AA==\",\"AQ==\"]},\"ns\":{\"$type\":\"number-set\",\"value\":[\"1\",\"2.5\"]},\"ss\":{\"$type\":\"string-set\",\"value\":[\"a\",\"b\"]}}"));
    }
}
