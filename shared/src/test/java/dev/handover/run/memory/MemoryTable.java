package dev.handover.run.memory;

import dev.handover.run.Table;
import dev.handover.run.aws.DynamoItem;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// [Table] in memory. Items lie in it as they would in DynamoDB, so that what DynamoDB refuses or
/// brings back in another form is refused and brought back so here too. [#listed] does not lag.
public final class MemoryTable implements Table {
    private static final Comparator<String> BY_UTF_8 =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));
    private static final Comparator<Id> BY_KEYS =
            Comparator.comparing(Id::partition, BY_UTF_8).thenComparing(Id::sort, BY_UTF_8);

    private final TreeMap<Id, Map<String, AttributeValue>> rows = new TreeMap<>(BY_KEYS);
    private long versions; // of all items together, so that none comes twice

    /// Everything that stands here now, in the order of the keys.
    public synchronized List<Item> items() {
        return rows.values().stream().map(DynamoItem::item).toList();
    }

    @Override
    public synchronized Optional<Item> get(Id id) {
        return Optional.ofNullable(rows.get(id)).map(DynamoItem::item);
    }

    @Override
    public synchronized Map<Id, Item> getAll(List<Id> ids) {
        if (ids.size() > 100) {
            throw new IllegalArgumentException("at most 100 ids in one call");
        }
        Map<Id, Item> found = new LinkedHashMap<>();
        ids.forEach(id -> get(id).ifPresent(item -> found.put(id, item)));
        return found;
    }

    @Override
    public synchronized Optional<Item> put(Item item) {
        Map<String, AttributeValue> attributes =
                DynamoItem.attributes(item, versions + 1, "memory");
        if (version(item.id()) != item.version()) {
            return Optional.empty();
        }
        versions++;
        rows.put(item.id(), attributes);
        return get(item.id());
    }

    @Override
    public synchronized boolean delete(Item item) {
        if (item.version() == 0 || version(item.id()) != item.version()) {
            return false;
        }
        rows.remove(item.id());
        return true;
    }

    @Override
    public synchronized Items query(
            String partition, String sortPrefix, @Nullable String from, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least one item");
        }
        // over the keys: the entries of a part of a TreeMap count all of it first
        List<Item> page =
                rows
                        .tailMap(new Id(partition, from == null ? sortPrefix : from), from == null)
                        .keySet()
                        .stream()
                        .takeWhile(id ->
                                id.partition().equals(partition)
                                        && id.sort().startsWith(sortPrefix))
                        .limit(limit)
                        .map(rows::get)
                        .map(DynamoItem::item)
                        .toList();
        return new Items(page, page.size() < limit ? null : page.getLast().id().sort());
    }

    @Override
    public synchronized Ids listed(
            String value, boolean newestFirst, @Nullable String from, int limit) {
        Comparator<Place> order = newestFirst ? Place.OLDEST_FIRST.reversed() : Place.OLDEST_FIRST;
        List<Place> rest =
                items().stream()
                        .filter(item -> item.body().path(LISTED).asText().equals(value))
                        .map(item -> new Place(item.body().path(LISTED_AT).asText(), item.id()))
                        .sorted(order)
                        .filter(place ->
                                from == null || order.compare(place, Place.parse(from)) > 0)
                        .toList();
        List<Place> page = page(rest, limit);
        return new Ids(
                page.stream().map(Place::id).toList(),
                page.size() < limit ? null : page.getLast().toString());
    }

    /// Like DynamoDB, a full page doesn't know whether it is the last.
    private static <T> List<T> page(List<T> rest, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a page has at least one item");
        }
        return List.copyOf(rest.subList(0, Math.min(limit, rest.size())));
    }

    private long version(Id id) {
        Map<String, AttributeValue> row = rows.get(id);
        return row == null ? 0 : Long.parseLong(row.get(DynamoItem.VERSION).n());
    }

    /// Where an item stands in the index.
    private record Place(String listedAt, Id id) {
        static final Comparator<Place> OLDEST_FIRST =
                Comparator.comparing(Place::listedAt, BY_UTF_8).thenComparing(Place::id, BY_KEYS);

        static Place parse(String cursor) {
            String[] parts = cursor.split("\0", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("not a cursor of this list");
            }
            return new Place(parts[0], new Id(parts[1], parts[2]));
        }

        @Override
        public String toString() {
            return listedAt + '\0' + id.partition() + '\0' + id.sort();
        }
    }
}
