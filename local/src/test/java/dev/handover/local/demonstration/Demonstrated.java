package dev.handover.local.demonstration;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.stack.EmbeddedStack;
import dev.handover.operation.DataMap;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Page;
import dev.handover.store.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What now stands in the stores of a demonstration: Sunbird's, or a sample's.
public final class Demonstrated {
    private final OwnStores stores;

    public Demonstrated(EmbeddedStack stack) {
        this(stack, "sunbird");
    }

    public Demonstrated(EmbeddedStack stack, String map) {
        stores = new OwnStores(DataMap.load(map), stack);
    }

    public JsonNode node(String id) {
        return Json.parse(text("graph", "domain", id));
    }

    /// A column of a hierarchy's row, as it is written there.
    public String row(String table, String id, String column) {
        return Json.parse(text("tables", "hierarchy_store." + table, id)).path(column).asText();
    }

    public boolean isCached(String collection, String id) {
        return read("cache", collection, id).exists();
    }

    /// Store and id of every document in which something matches.
    public List<String> naming(String pattern) {
        Pattern name = Pattern.compile(pattern);
        List<String> found = new ArrayList<>();
        Stream.of(
                        "graph domain",
                        "tables hierarchy_store.questionset_hierarchy",
                        "tables hierarchy_store.content_hierarchy",
                        "cache *",
                        "cache hierarchy_*",
                        "cache qs_hierarchy_*")
                .map(place -> place.split(" "))
                .forEach(place ->
                        all(place[0], place[1]).stream()
                                .filter(document ->
                                        name.matcher(
                                                        Objects.requireNonNull(document.content())
                                                                .text())
                                                .find())
                                .map(document -> place[0] + " " + document.key().id())
                                .forEach(found::add));
        return found.stream().sorted().toList();
    }

    private List<Document> all(String store, String collection) {
        List<Document> all = new ArrayList<>();
        String next = null;
        do {
            Page page = stores.named(store).find(Reference.all(collection), next, 100);
            all.addAll(page.documents());
            next = page.next();
        } while (next != null);
        return all;
    }

    public String text(String store, String collection, String id) {
        return Objects.requireNonNull(read(store, collection, id).content(), id).text();
    }

    private Document read(String store, String collection, String id) {
        return stores.named(store).read(List.of(new Key(store, collection, id))).getFirst();
    }
}
