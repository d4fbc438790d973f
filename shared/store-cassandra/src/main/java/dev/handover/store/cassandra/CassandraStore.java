package dev.handover.store.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.connection.FrameTooLongException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PagingState;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;

import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.JsonMatch;
import dev.handover.store.Key;
import dev.handover.store.Members.Unfit;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Cassandra (4.0 or later) as a store. A collection is `keyspace.table`, a document a row; see
/// [Table] and [ColumnValues].
///
/// Writes are lightweight transactions, conditional on every column that was read. Those are atomic
/// against each other only: a plain write of the application that runs at the same moment may win
/// over ours or lose to it, by its timestamp. So this store is [Atomicity#OWN].
///
/// Looking for a field reads the whole table, a page at a time: without an index Cassandra would do
/// the same, and its indexes don't look into lists or for several values.
///
/// A write holds each value that differs twice, as it was and as it will be. Together they must fit
/// into the server's largest message (`native_transport_max_frame_size`, 16 MiB in Cassandra 5) and
/// its largest mutation (half of `commitlog_segment_size`, 16 MiB); what doesn't is refused.
public final class CassandraStore implements Store, AutoCloseable {
    /// Requests in flight at once.
    private static final int TOGETHER = 16;

    private static final Pattern TOO_LARGE =
            Pattern.compile("exceeds|oversized|too large", Pattern.CASE_INSENSITIVE);

    private static final Pattern GONE =
            Pattern.compile("unconfigured table|undefined column", Pattern.CASE_INSENSITIVE);

    private final String name;
    private final CassandraConnection connection;
    private final Map<String, Table> tables = new ConcurrentHashMap<>();

    CassandraStore(String name, CassandraConnection connection) {
        this.name = name;
        this.connection = connection;
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        return answering(() -> {
            CqlSession session = connection.session();
            Table table = table(session, reference.collection());
            table.require(name, fields(reference));
            BoundStatement all =
                    session.prepare("SELECT * FROM " + Table.quoted(table.collection()))
                            .bind()
                            .setPageSize(limit);
            if (from != null) {
                all = all.setPagingState(PagingState.fromString(from));
            }
            AsyncResultSet page = session.executeAsync(all).toCompletableFuture().join();
            List<Document> documents = new ArrayList<>();
            for (Row row : page.currentPage()) {
                Document document = table.document(name, row);
                if (document.content() != null
                        && JsonMatch.of(
                                reference, document.key().id(), document.content().bytes())) {
                    documents.add(document);
                }
            }
            PagingState next = page.getExecutionInfo().getSafePagingState();
            return new Page(documents, next == null ? null : next.toString());
        });
    }

    private static Set<String> fields(Reference reference) {
        return switch (reference) {
            case Reference.Equal(_, String field, _) -> Set.of(field);
            case Reference.Containing(_, String field, _) -> Set.of(field);
            case Reference.All _, Reference.Beginning _ -> Set.of();
        };
    }

    @Override
    public void require(String collection, Set<String> fields) {
        answering(() -> {
            table(connection.session(), collection).require(name, fields);
            return fields;
        });
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return answering(() -> {
            CqlSession session = connection.session();
            List<Document> documents = new ArrayList<>();
            for (int from = 0; from < keys.size(); from += TOGETHER) {
                keys.subList(from, Math.min(from + TOGETHER, keys.size())).stream()
                        .map(key -> read(session, key))
                        .toList()
                        .forEach(one -> documents.add(one.toCompletableFuture().join()));
            }
            return documents;
        });
    }

    private CompletionStage<Document> read(CqlSession session, Key key) {
        Table table = table(session, key.collection());
        List<Object> values;
        try {
            values = table.key(key.id());
        } catch (Unfit _) {
            return CompletableFuture.completedFuture(Table.absent(key));
        }
        BoundStatement select =
                session.prepare(
                                "SELECT * FROM %s WHERE %s"
                                        .formatted(
                                                Table.quoted(table.collection()),
                                                String.join(
                                                        " AND ",
                                                        table.keyColumns().stream()
                                                                .map(column ->
                                                                        RowWrite.quoted(column)
                                                                                + " = ?")
                                                                .toList())))
                        .bind(values.toArray())
                        .setConsistencyLevel(connection.serial());
        return session.executeAsync(select)
                .thenApply(rows -> {
                    Row row = rows.one();
                    return row == null ? Table.absent(key) : table.document(name, row);
                });
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return answering(() -> {
            CqlSession session = connection.session();
            List<Written> written = new ArrayList<>();
            for (int from = 0; from < changes.size(); from += TOGETHER) {
                changes.subList(from, Math.min(from + TOGETHER, changes.size())).stream()
                        .map(change -> write(session, change))
                        .toList()
                        .forEach(one -> written.add(one.get()));
            }
            return written;
        });
    }

    /// Sends it; the answer is for later.
    private Supplier<Written> write(CqlSession session, Change change) {
        RowWrite write;
        try {
            write = RowWrite.of(table(session, change.read().key().collection()), change);
        } catch (Unfit unfit) {
            return () -> new Written.Refused(unfit.reason());
        }
        CompletionStage<AsyncResultSet> sent;
        try {
            sent =
                    session.executeAsync(
                            session.prepare(write.statement())
                                    .bind(write.parameters().toArray())
                                    .setSerialConsistencyLevel(connection.serial()));
        } catch (InvalidQueryException e) {
            if (isGone(e)) {
                throw e;
            }
            return () -> new Written.Refused("invalid-query"); // counters, for instance
        }
        return () -> {
            try {
                return sent.toCompletableFuture().join().wasApplied()
                        ? new Written.Done(write.done())
                        : standing(session, change);
            } catch (CompletionException e) {
                Optional<String> refusal = refusal(e.getCause());
                if (refusal.isEmpty()) {
                    throw e;
                }
                return new Written.Refused(refusal.get());
            }
        };
    }

    private Written standing(CqlSession session, Change change) {
        Document now = read(session, change.read().key()).toCompletableFuture().join();
        return change.after() == null && !now.exists() && !change.read().exists()
                ? new Written.Done(now)
                : new Written.MovedOn(now);
    }

    private static Optional<String> refusal(@Nullable Throwable cause) {
        return switch (cause) {
            case FrameTooLongException _ -> Optional.of("too-large");
            case InvalidQueryException e when isGone(e) -> Optional.empty();
            case InvalidQueryException e ->
                    Optional.of(isTooLarge(e) ? "too-large" : "invalid-query");
            case null, default -> Optional.empty();
        };
    }

    /// The server has one code for all that it won't do.
    private static boolean isTooLarge(InvalidQueryException e) {
        return TOO_LARGE.matcher(String.valueOf(e.getMessage())).find();
    }

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.OWN;
    }

    @Override
    public void close() {
        connection.close();
    }

    private Table table(CqlSession session, String collection) {
        return tables.computeIfAbsent(collection, _ -> Table.of(session, name, collection));
    }

    private static boolean isGone(InvalidQueryException e) {
        return GONE.matcher(String.valueOf(e.getMessage())).find();
    }

    private <T> T answering(Supplier<T> call) {
        try {
            return call.get();
        } catch (DriverException e) {
            throw trouble(e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof DriverException cause) {
                throw trouble(cause);
            }
            throw e;
        }
    }

    /// Of a table that was there before, or was another one, all is asked anew next time; then it
    /// is told what is missing.
    private RuntimeException trouble(DriverException e) {
        if (e instanceof InvalidQueryException invalid && isGone(invalid)) {
            tables.clear();
        }
        return new StoreUnavailable(name, e);
    }
}
