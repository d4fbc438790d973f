package dev.handover.operation.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.EraseMap;
import dev.handover.operation.Places;
import dev.handover.run.Receipts.Receipt;
import dev.handover.run.Run;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Store;
import dev.handover.store.Stores;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A Sunbird system to erase a person from, filled and looked at through the store ports, so that
/// it stands in memory as well as on real servers. In every text `#` stands for a prefix of its
/// own, so that systems don't meet in one server.
public final class Sunbird {
    /// The person who is erased.
    public static final String JANE = "#jane";

    private static final AtomicInteger SYSTEMS = new AtomicInteger();

    private static final int AT_ONCE = 500; // nodes

    public final EraseMap map;
    public final EraseKit kit;
    public final Stores stores;
    private final DataMap dataMap;
    private final String prefix;

    public Sunbird(DataMap map, Stores stores) {
        this(
                map,
                stores,
                stores,
                "s" + ProcessHandle.current().pid() + "x" + SYSTEMS.incrementAndGet() + "-");
    }

    private Sunbird(DataMap dataMap, Stores stores, Stores between, String prefix) {
        this.dataMap = dataMap;
        map = Objects.requireNonNull(dataMap.erase());
        this.stores = stores;
        kit = new EraseKit(dataMap, between);
        this.prefix = prefix;
    }

    /// The same system, with something between it and who works there.
    public Sunbird through(Stores between) {
        return new Sunbird(dataMap, stores, between, prefix);
    }

    public String id(String text) {
        return text.replace("#", prefix);
    }

    public Key nodeKey(String id) {
        Places.Records nodes = map.places().records().getFirst();
        return new Key(nodes.store(), nodes.collection(), id(id));
    }

    private Key rowKey(String id, String place) {
        Places.Embedded rows =
                map.places().embedded().stream()
                        .filter(one -> one.name().contains(place))
                        .findFirst()
                        .orElseThrow();
        return new Key(rows.store(), rows.collection(), id(id));
    }

    private Key cacheKey(String collection, String id) {
        return new Key("cache", collection, id(id));
    }

    /// A node of the graph; its id is the document's, not a field of it. What isn't said: live,
    /// visible, found by everybody.
    public Sunbird node(String id, String type, String json) {
        put(nodeKey(id), nodeOf(type, json));
        return this;
    }

    /// So many, of which each has its number behind the id.
    public Sunbird nodes(String id, int count, String type, String json) {
        Content content = Content.of(nodeOf(type, json));
        for (int first = 0; first < count; first += AT_ONCE) {
            List<Key> keys =
                    IntStream.range(first, Math.min(count, first + AT_ONCE))
                            .mapToObj(number -> nodeKey(id + number))
                            .toList();
            Store graph = stores.named(keys.getFirst().store());
            graph.write(graph.read(keys).stream().map(none -> new Change(none, content)).toList());
        }
        return this;
    }

    private String nodeOf(String type, String json) {
        ObjectNode node =
                Json.object()
                        .put("IL_FUNC_OBJECT_TYPE", type)
                        .put("IL_SYS_NODE_TYPE", "DATA_NODE")
                        .put("status", "Live")
                        .put("visibility", "Default")
                        .put("mimeType", "application/vnd.sunbird.question")
                        .put("pkgVersion", 1);
        node.setAll((ObjectNode) Json.parse(id(json)));
        return node.toString();
    }

    /// A row with a hierarchy.
    public Sunbird row(String id, String hierarchy) {
        return row(id, "hierarch", hierarchy);
    }

    public Sunbird row(String id, String place, String hierarchy) {
        put(rowKey(id, place), Json.object().put("hierarchy", id(hierarchy)).toString());
        return this;
    }

    public Sunbird cached(String collection, String id, String value) {
        put(cacheKey(collection, id), id(value));
        return this;
    }

    /// Whatever stands there now is replaced.
    public void put(Key key, String content) {
        Document now = read(key);
        Written written =
                stores.named(key.store())
                        .write(List.of(new Change(now, Content.of(content))))
                        .getFirst();
        if (!(written instanceof Written.Done)) {
            throw new IllegalStateException("can't fill the system: " + written);
        }
    }

    private Document read(Key key) {
        return stores.named(key.store()).read(List.of(key)).getFirst();
    }

    public JsonNode node(String id) {
        return Json.parse(Objects.requireNonNull(read(nodeKey(id)).content()).text());
    }

    public @Nullable String nodeText(String id) {
        Content content = read(nodeKey(id)).content();
        return content == null ? null : content.text();
    }

    /// What stands in the row's hierarchy, as it is written there.
    public String hierarchyText(String id) {
        return hierarchyText(id, "hierarch");
    }

    public String hierarchyText(String id, String place) {
        return Json.parse(Objects.requireNonNull(read(rowKey(id, place)).content()).text())
                .path("hierarchy")
                .textValue();
    }

    public JsonNode hierarchy(String id) {
        return Json.parse(hierarchyText(id));
    }

    public boolean isCached(String collection, String id) {
        return read(cacheKey(collection, id)).exists();
    }

    public Run erase(String... names) {
        return kit.erase(id(JANE), names);
    }

    public Receipt receipt(Run run) {
        return kit.receipt(run.runId());
    }
}
