package dev.handover.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.JsonMatch;
import dev.handover.store.Key;
import dev.handover.store.NotInStore;
import dev.handover.store.Page;
import dev.handover.store.Reference;
import dev.handover.store.Store;
import dev.handover.store.StoreUnavailable;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One OpenSearch, or Elasticsearch 7, as a store. A collection is an index; a document's content
/// is its source.
///
/// A search sees what was written before the index was last refreshed, so its first page refreshes
/// it; what it finds is read again by id, as it is at that moment, and a write is conditional on
/// the sequence number that was read. Documents with a routing of their own can't be reached.
///
/// Its user needs to `read`, `write` and refresh (`indices:admin/refresh`) the indices.
public final class OpensearchStore implements Store {
    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private final String name;
    private final Rest rest;
    private final Searches searches;

    OpensearchStore(String name, Rest rest, Searches searches) {
        this.name = name;
        this.rest = rest;
        this.searches = searches;
    }

    @Override
    public Page find(Reference reference, @Nullable String from, int limit) {
        String index = "/" + index(reference.collection());
        ObjectNode search = searches.search(reference, from, limit);
        return answering(
                Set.of(reference.collection()),
                () -> {
                    if (from == null) {
                        rest.post(index + "/_refresh", JSON, "");
                    }
                    JsonNode hits =
                            Json.parse(rest.post(index + "/_search", JSON, Json.text(search)))
                                    .path("hits")
                                    .path("hits");
                    List<Key> keys =
                            hits.valueStream()
                                    .map(hit ->
                                            new Key(
                                                    name,
                                                    reference.collection(),
                                                    hit.path("_id").asText()))
                                    .toList();
                    List<Document> documents =
                            get(keys).stream()
                                    .filter(document -> matches(reference, document))
                                    .toList();
                    return new Page(
                            documents,
                            keys.size() < limit
                                    ? null
                                    : hits.get(hits.size() - 1).path("sort").path(0).asText());
                });
    }

    /// Between search and reading it may have changed, and what the index compares is not always
    /// the text itself.
    private static boolean matches(Reference reference, Document document) {
        return document.content() != null
                && JsonMatch.of(reference, document.key().id(), document.content().bytes());
    }

    @Override
    public List<Document> read(List<Key> keys) {
        return answering(collections(keys), () -> get(keys));
    }

    private List<Document> get(List<Key> keys) throws IOException {
        List<Key> possible = keys.stream().filter(key -> Ids.isPossible(key.id())).toList();
        if (possible.isEmpty()) {
            return keys.stream().map(Sources::absent).toList();
        }
        ObjectNode body = Json.object();
        ArrayNode docs = body.putArray("docs");
        possible.forEach(key ->
                docs.addObject().put("_index", Ids.index(key.collection())).put("_id", key.id()));
        Map<Key, Document> found = new HashMap<>();
        Sources.read(rest.post("/_mget", JSON, Json.text(body)), possible)
                .forEach(document -> found.put(document.key(), document));
        return keys.stream().map(key -> found.getOrDefault(key, Sources.absent(key))).toList();
    }

    @Override
    public List<Written> write(List<Change> changes) {
        List<Key> keys = changes.stream().map(change -> change.read().key()).toList();
        return answering(
                collections(keys),
                () -> {
                    List<Change> tried =
                            changes.stream()
                                    .filter(change -> BulkWrite.refusal(change).isEmpty())
                                    .filter(change ->
                                            change.read().exists() || change.after() != null)
                                    .toList();
                    List<Optional<Written>> outcomes =
                            tried.isEmpty()
                                    ? List.of()
                                    : BulkWrite.outcomes(
                                            rest.post("/_bulk", LINES, BulkWrite.lines(tried)),
                                            tried);
                    List<Written> written = new ArrayList<>();
                    int next = 0;
                    for (Change change : changes) {
                        Optional<String> refusal = BulkWrite.refusal(change);
                        if (refusal.isPresent()) {
                            written.add(new Written.Refused(refusal.get()));
                        } else if (!change.read().exists() && change.after() == null) {
                            written.add(asItIs(change));
                        } else {
                            Optional<Written> outcome = outcomes.get(next++);
                            written.add(outcome.isPresent() ? outcome.get() : asItIs(change));
                        }
                    }
                    return written;
                });
    }

    /// What stands there where something else was expected.
    private Written asItIs(Change change) throws IOException {
        Document now = get(List.of(change.read().key())).getFirst();
        return !change.read().exists() && change.after() == null && !now.exists()
                ? new Written.Done(now)
                : new Written.MovedOn(now);
    }

    @Override
    public Atomicity atomicAgainst() {
        return Atomicity.ALL;
    }

    @Override
    public boolean findsAsSurely() {
        return true;
    }

    private interface Call<T> {
        T answer() throws IOException;
    }

    private String index(String collection) {
        try {
            return Ids.index(collection);
        } catch (IllegalArgumentException _) {
            throw new NotInStore(name, "index " + collection);
        }
    }

    @Override
    public void require(String collection, Set<String> fields) {
        String search = "/" + index(collection) + "/_search";
        answering(Set.of(collection), () -> rest.post(search, JSON, "{\"size\":0}"));
    }

    private static Set<String> collections(List<Key> keys) {
        return keys.stream().map(Key::collection).collect(Collectors.toCollection(TreeSet::new));
    }

    private <T> T answering(Set<String> collections, Call<T> call) {
        try {
            return call.answer();
        } catch (Rest.Trouble e) {
            if (e.isNotFound()) {
                throw new NotInStore(name, "index " + String.join(", ", collections));
            }
            throw new StoreUnavailable(name, e);
        } catch (IOException | Json.Malformed e) {
            throw new StoreUnavailable(name, e);
        }
    }
}
