package dev.handover.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.store.Address;
import dev.handover.store.Change;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;
import dev.handover.testing.Servers;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// A database with one person's records, for (g) and (h): filled past the port, erased or given
/// through it, and written to with its driver and nothing else.
interface Erased extends AutoCloseable {
    String NAME = "Jane Doe";
    String PERSON = "e2a5c0de-0000-4000-8000-000000000001";

    /// Those beside the id, in this order.
    List<String> FIELDS =
            List.of("createdBy", "creator", "author", "name", "status", "mimeType", "channel");

    /// As the data map calls it.
    String kind();

    /// How the table is called.
    String title();

    /// By how much the sizes are divided, so that it ends within minutes.
    default int slowness() {
        return 1;
    }

    /// What the map says of the store beside its kind; YAML, in braces.
    default String settings(String collection) {
        return "";
    }

    String url();

    /// As the data map names it.
    default String table(String collection) {
        return collection;
    }

    /// So many records, as they were before.
    void seed(String collection, int records);

    /// Each change only if every field still is what was read, all of them together as the store
    /// does them.
    Runnable bare(List<Change> changes);

    @Override
    void close();

    default Store open(String settings) {
        return StoreKind.named(kind())
                .orElseThrow()
                .open(
                        "records",
                        (ObjectNode) Json.parse(settings),
                        new Address(url(), Servers.aws()));
    }

    static String id(int number) {
        return "do_%012d".formatted(number);
    }

    static Map<String, String> fields(int number) {
        return Map.of(
                "createdBy",
                PERSON,
                "creator",
                NAME,
                "author",
                NAME,
                "name",
                "What is the square root of " + number + "?",
                "status",
                "Live",
                "mimeType",
                "application/vnd.sunbird.question",
                "channel",
                "0126796199493140480");
    }

    static SortedMap<String, String> fields(Content content) {
        SortedMap<String, String> fields = new TreeMap<>();
        Json.parse(content.text())
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    /// What the change makes other.
    static SortedMap<String, String> different(Change change) {
        SortedMap<String, String> before = fields(change.read().content());
        SortedMap<String, String> different = fields(change.after());
        different.entrySet().removeIf(field -> field.getValue().equals(before.get(field.getKey())));
        return different;
    }

    static void check(long done, int of) {
        if (done != of) {
            throw new IllegalStateException("the bare driver met something else");
        }
    }
}
