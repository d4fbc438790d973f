package dev.handover.store.dynamo;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Members;
import dev.handover.store.NotInStore;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Gatherers;

/// DynamoDB as a store. A collection is a table; a document is an item, its id as [TableKeys] makes
/// it, its content the attributes beside the key, as [Attributes] writes them.
///
/// What an index finds is read again by its key, strongly; but an index lags (usually less than a
/// second), so a find by one may miss what was written just now. Without an index it scans. A
/// conditional write is one call an item, several at a time.
///
/// Its role needs `DescribeTable`, `Scan`, `Query` (table and indexes) and `BatchGetItem` to read;
/// `PutItem`, `UpdateItem` and `DeleteItem` to write.
public final class DynamoStore implements Store {
    private static final int AT_ONCE = 8; // writes; a batch of 50 takes as long as seven

    private final String name;
    private final DynamoDbClient dynamo;
    private final JsonNode indexes;
    private final ItemRead read;
    private final Map<String, Items> tables = new ConcurrentHashMap<>();

    /// @param indexes by table and field
    DynamoStore(String name, DynamoDbClient dynamo, JsonNode indexes) {
        this(name, dynamo, indexes, new Backoff());
    }

    DynamoStore(String name, DynamoDbClient dynamo, JsonNode indexes, Backoff backoff) {
        this.name = name;
        this.dynamo = dynamo;
        this.indexes = indexes;
        this.read = new ItemRead(dynamo, backoff);
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return answering(() -> {
            Items items = items(reference.collection());
            if (reference instanceof Reference.Equal equal) {
                JsonNode index = indexes.path(equal.collection()).path(equal.field());
                if (index.isTextual()) {
                    requireIndex(items, index.textValue());
                }
                if (index.isTextual() || equal.field().equals(items.keys().partition())) {
                    return new ItemQuery(dynamo, read, items, equal, index.textValue())
                            .page(from, limit);
                }
            }
            return new ItemScan(dynamo, items, reference).page(from, limit);
        });
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return answering(() -> read.documents(keys, this::items));
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return answering(() ->
                changes.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::write)).toList());
    }

    private Written write(Change change) {
        try {
            return new ItemWrite(items(change.read().key().collection()), change).run(dynamo);
        } catch (Members.Unfit unfit) {
            return new Written.Refused(unfit.reason());
        }
    }

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    @Override
    public void require(String collection, Set<String> fields) {
        answering(() -> {
            Items items = items(collection);
            for (String field : fields) {
                JsonNode index = indexes.path(collection).path(field);
                if (index.isTextual()) {
                    requireIndex(items, index.textValue());
                }
            }
            return items;
        });
    }

    private void requireIndex(Items items, String index) {
        if (!items.keys().indexes().contains(index)) {
            tables.remove(items.table()); // described anew when it has been made
            throw new NotInStore(name, "index " + index + " of the table " + items.table());
        }
    }

    @Override
    public boolean findsAsSurely() {
        return true;
    }

    private Items items(String table) {
        try {
            return tables.computeIfAbsent(
                    table, _ -> new Items(name, table, TableKeys.of(described(table))));
        } catch (ResourceNotFoundException _) {
            throw new NotInStore(name, "table " + table);
        }
    }

    private TableDescription described(String table) {
        return dynamo.describeTable(d -> d.tableName(table)).table();
    }

    private <T> T answering(Supplier<T> call) {
        try {
            return call.get();
        } catch (ResourceNotFoundException e) {
            tables.clear(); // one was there before; next time it is told which
            throw new StoreUnavailable(name, e);
        } catch (SdkException e) {
            throw new StoreUnavailable(name, e);
        }
    }
}
