package dev.handover.store.dynamo;

import dev.handover.store.Document;
import dev.handover.store.Page;
import dev.handover.store.Reference;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.util.List;
import java.util.Map;

/// Walks a whole table for what no index finds; strongly consistent.
record ItemScan(DynamoDbClient dynamo, Items items, Reference reference) {
    Page page(@Nullable String from, int limit) {
        ScanRequest.Builder scan =
                ScanRequest.builder().tableName(items.table()).consistentRead(true).limit(limit);
        if (from != null) {
            scan.exclusiveStartKey(Cursor.parse(from).key());
        }
        ScanResponse page = dynamo.scan(scan.build());
        List<Document> found =
                page.items().stream()
                        .filter(item -> items.names(reference, item))
                        .map(items::document)
                        .toList();
        Map<String, ?> last = page.lastEvaluatedKey();
        return new Page(
                found, last.isEmpty() ? null : new Cursor(0, page.lastEvaluatedKey()).toString());
    }
}
