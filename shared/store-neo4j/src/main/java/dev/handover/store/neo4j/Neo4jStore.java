package dev.handover.store.neo4j;

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
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.RetryableException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// One Neo4j (4.4 or later) as a store. A collection is a label; a document is a node, its id the
/// text in the label's key property, its content the other properties as [Nodes] reads them. An
/// image node `do_1.img` is a document like any other. Nodes without the key property, or with
/// another type in it, are not seen. Of several nodes with one id none can be written.
///
/// Every write is conditional on all properties that were read, under the node's lock, so it is
/// conditional against every writer; only what differs is set. The version of a document is the
/// number of its nodes. The label needs an index on its key property, better a uniqueness
/// constraint: without one two can create the same node at once.
public final class Neo4jStore implements Store, AutoCloseable {
    private static final TransactionConfig BRIEF =
            TransactionConfig.builder().withTimeout(Neo4jConnection.LONGEST_TRANSACTION).build();

    private static final String LABEL =
            "CALL db.labels() YIELD label WITH label WHERE label = $label RETURN label";

    private final String name;
    private final Neo4jConnection connection;
    private final KeyProperties keys;
    private final Indexes indexes = new Indexes();
    private final Set<String> labels = ConcurrentHashMap.newKeySet(); // known to be there

    Neo4jStore(String name, Neo4jConnection connection, KeyProperties keys) {
        this.name = name;
        this.connection = connection;
        this.keys = keys;
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        Nodes nodes = nodes(reference.collection());
        Map<String, Object> parameters = new HashMap<>(Map.of("limit", limit));
        parameters.put("after", from == null ? "" : from);
        String field = "";
        switch (reference) {
            case Reference.All _ -> {}
            case Reference.Beginning(_, String prefix) -> parameters.put("prefix", prefix);
            case Reference.Equal(_, String equal, List<String> values) -> {
                field = equal;
                parameters.put("values", alsoAsNumbers(values));
            }
            case Reference.Containing(_, _, List<String> values) ->
                    parameters.put("values", alsoAsNumbers(values));
        }
        String sought = field;
        return answering(session -> {
            Indexes.Lookup lookup =
                    indexes.best(
                            session,
                            reference.collection(),
                            sought,
                            keys.of(reference.collection()));
            String statement = nodes.cypher().find(reference, from == null, lookup);
            List<Document> documents =
                    rows(session, statement, parameters).stream()
                            .map(row -> nodes.document(row))
                            .toList();
            return new Page(
                    documents, documents.size() < limit ? null : documents.getLast().key().id());
        });
    }

    /// A reference's values are text, and so is nearly every property; a number is found too.
    static List<Object> alsoAsNumbers(List<String> values) {
        List<Object> all = new ArrayList<>(values);
        for (String value : values) {
            if (value.matches("0|-?[1-9][0-9]{0,17}")) {
                all.add(Long.valueOf(value));
            }
        }
        return all;
    }

    @Override
    public String behind(Document found) {
        return found.key().id();
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return keys.isEmpty() ? List.of() : answering(session -> read(session, keys));
    }

    private List<Document> read(Session session, List<Key> keys) {
        Map<String, Set<String>> ids = new LinkedHashMap<>(); // by label
        keys.forEach(
                key -> ids.computeIfAbsent(key.collection(), _ -> new HashSet<>()).add(key.id()));
        Map<Key, Document> found = new HashMap<>();
        ids.forEach((label, some) -> {
            Nodes nodes = nodes(label);
            rows(session, nodes.cypher().read(), Map.of("ids", List.copyOf(some)))
                    .forEach(row ->
                            found.merge(
                                    new Key(name, label, row.get("id").asString()),
                                    nodes.document(row),
                                    (one, _) -> Nodes.several(one)));
        });
        return keys.stream().map(key -> found.getOrDefault(key, Nodes.absent(key))).toList();
    }

    @Override
    public List<Written> write(List<Change> changes) {
        return changes.isEmpty() ? List.of() : answering(session -> write(session, changes));
    }

    private List<Written> write(Session session, List<Change> changes) {
        List<@Nullable Written> written = new ArrayList<>();
        Map<String, List<NodeWrite>> byStatement = new LinkedHashMap<>();
        for (int at = 0; at < changes.size(); at++) {
            Change change = changes.get(at);
            Nodes nodes = nodes(change.read().key().collection());
            written.add(null);
            try {
                NodeWrite write = nodes.write(at, change);
                byStatement.computeIfAbsent(write.statement(), _ -> new ArrayList<>()).add(write);
            } catch (Members.Unfit unfit) {
                written.set(at, new Written.Refused(unfit.reason()));
            }
        }
        List<NodeWrite> open = new ArrayList<>();
        Map<Integer, String> refusals = new HashMap<>();
        byStatement.forEach((statement, writes) -> {
            Set<Integer> done = run(session, statement, writes, refusals);
            for (NodeWrite write : writes) {
                if (done.contains(write.at())) {
                    written.set(write.at(), new Written.Done(write.after()));
                } else {
                    open.add(write);
                }
            }
        });
        List<Document> now =
                open.isEmpty()
                        ? List.of()
                        : read(session, open.stream().map(write -> write.key()).toList());
        for (int i = 0; i < open.size(); i++) {
            NodeWrite write = open.get(i);
            written.set(write.at(), write.notDone(now.get(i), refusals.get(write.at())));
        }
        return List.copyOf(written);
    }

    /// @return what was written; the rest met another state, or stands in the refusals
    private Set<Integer> run(
            Session session,
            String statement,
            List<NodeWrite> writes,
            Map<Integer, String> refusals) {
        Set<Integer> done = new HashSet<>();
        Map<String, Object> rows = Map.of("rows", writes.stream().map(NodeWrite::row).toList());
        boolean overWhatWas = writes.getFirst().change().read().exists();
        try {
            // without a constraint a node that is created twice is two
            (overWhatWas ? rows(session, statement, rows) : inTransaction(session, statement, rows))
                    .forEach(row -> done.add(row.get("at").asInt()));
        } catch (ClientException e) {
            Optional<String> refusal = Refusal.of(e);
            if (refusal.isEmpty()) {
                throw e;
            }
            if (writes.size() == 1) {
                refusals.put(writes.getFirst().at(), refusal.get());
            } else { // with one, all were refused: each by itself then
                writes.forEach(
                        write -> done.addAll(run(session, statement, List.of(write), refusals)));
            }
        }
        return done;
    }

    /// For a statement that may be carried out twice. It is one question to the server, where to
    /// begin and to commit a transaction would be two more. After a deadlock, a connection that
    /// died while the function was frozen, a change of leader, it is tried again.
    private static List<Record> rows(
            Session session, String statement, Map<String, Object> parameters) {
        try {
            return session.run(statement, parameters, BRIEF).list();
        } catch (Neo4jException e) {
            if (e instanceof RetryableException) {
                return inTransaction(session, statement, parameters);
            }
            throw e;
        }
    }

    private static List<Record> inTransaction(
            Session session, String statement, Map<String, Object> parameters) {
        return session.executeWrite(
                transaction -> transaction.run(statement, parameters).list(), BRIEF);
    }

    /// A label that no node and no index has is none: a find would just find nothing.
    @Override
    public void require(String collection, Set<String> fields) {
        if (labels.contains(collection)) {
            return;
        }
        boolean known =
                answering(session ->
                        indexes.know(session, collection)
                                || !rows(session, LABEL, Map.of("label", collection)).isEmpty());
        if (!known) {
            throw new NotInStore(name, "label " + collection);
        }
        labels.add(collection);
    }

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    @Override
    public boolean findsAsSurely() {
        return true;
    }

    @Override
    public void close() {
        connection.close();
    }

    private Nodes nodes(String label) {
        return new Nodes(name, label, keys.of(label));
    }

    private <T> T answering(Function<Session, T> call) {
        try (Session session = connection.session()) {
            return call.apply(session);
        } catch (Neo4jException e) {
            throw new StoreUnavailable(name, e);
        }
    }
}
