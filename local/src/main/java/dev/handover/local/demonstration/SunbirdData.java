package dev.handover.local.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.local.stack.EmbeddedStack;
import dev.handover.operation.DataMap;
import dev.handover.operation.Places;
import dev.handover.operation.TransferMap;
import dev.handover.store.Key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// A Sunbird in small, from `sunbird.yaml`: nodes, hierarchies and cached values, each put where
/// the data map has such. Goes only into stores that the local run started itself.
final class SunbirdData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Places map;
    private final OwnStores stores;

    private SunbirdData(Places map, OwnStores stores) {
        this.map = map;
        this.stores = stores;
    }

    static void fill(DataMap whole, Places map, EmbeddedStack stack) {
        String graph = stack.databases().get("NEO4J_URL");
        if (graph != null) {
            List<Places.Records> nodes =
                    map.records().stream().filter(p -> is(whole, p.store(), "neo4j")).toList();
            nodes.forEach(place ->
                    SunbirdStores.prepareGraph(
                            graph,
                            List.of(place),
                            whole.stores()
                                    .get(place.store())
                                    .settings()
                                    .path("key")
                                    .asText("IL_UNIQUE_ID"),
                            Objects.requireNonNull(whole.erase()).fields().keySet()));
        }
        String tables = stack.databases().get("CASSANDRA_URL");
        if (tables != null) {
            SunbirdStores.prepareTables(
                    tables,
                    map.embedded().stream()
                            .filter(p -> is(whole, p.store(), "cassandra"))
                            .toList());
        }
        TransferMap transfer = whole.transfer();
        TransferMap.Users users = transfer == null ? null : transfer.users();
        if (tables != null && users != null) {
            SunbirdStores.prepareUsers(tables, users);
        }
        SunbirdData data = new SunbirdData(map, new OwnStores(whole, stack));
        JsonNode sunbird = Demonstration.read("sunbird.yaml");
        data.put(sunbird);
        if (users != null) {
            data.each(
                    users.store(),
                    users.collection(),
                    sunbird.path("users"),
                    user -> user.toString());
        }
    }

    private static boolean is(DataMap map, String store, String kind) {
        return map.stores().get(store).kind().equals(kind);
    }

    private void put(JsonNode data) {
        data.path("nodes").properties().forEach(node -> node(node.getKey(), node.getValue()));
        for (Places.Embedded place : map.embedded()) {
            String table = place.collection().replaceFirst(".*\\.", "");
            each(
                    place.store(),
                    place.collection(),
                    data.path("rows").path(table),
                    SunbirdData::row);
        }
        for (Places.Cache cache : map.caches()) {
            each(
                    cache.store(),
                    cache.collection(),
                    data.path("cached").path(cache.collection()),
                    SunbirdData::text);
        }
    }

    private void each(
            String store, String collection, JsonNode values, Function<JsonNode, String> form) {
        List<Map.Entry<Key, String>> documents = new ArrayList<>();
        values.properties()
                .forEach(value ->
                        documents.add(
                                Map.entry(
                                        new Key(store, collection, value.getKey()),
                                        form.apply(value.getValue()))));
        stores.put(store, documents);
    }

    /// In the place of its type; `times` makes so many of it.
    private void node(String id, JsonNode given) {
        String type = given.path("type").asText();
        map.records().stream()
                .filter(place ->
                        place.types() != null
                                && place.types().versions().containsKey(plain(place.types(), type)))
                .findFirst()
                .ifPresent(place -> {
                    List<Map.Entry<Key, String>> nodes = new ArrayList<>();
                    for (int n = 0; n < given.path("times").asInt(1); n++) {
                        String own = id + (n == 0 ? "" : "-" + n);
                        nodes.add(
                                Map.entry(
                                        new Key(place.store(), place.collection(), own),
                                        node(type, (ObjectNode) given.deepCopy())));
                    }
                    stores.put(place.store(), nodes);
                });
    }

    private static String plain(Places.Types types, String type) {
        return type.endsWith(types.image())
                ? type.substring(0, type.length() - types.image().length())
                : type;
    }

    private static String node(String type, ObjectNode given) {
        given.remove(List.of("type", "times"));
        ObjectNode node =
                JSON.createObjectNode()
                        .put("IL_FUNC_OBJECT_TYPE", type)
                        .put("IL_SYS_NODE_TYPE", "DATA_NODE")
                        .put("status", "Live")
                        .put("visibility", "Default")
                        .put("mimeType", mimeType(type))
                        .put("channel", "0126796199493140480")
                        .put("versionKey", "1719307200000")
                        .put("pkgVersion", 1);
        given.properties()
                .forEach(property ->
                        node.set(
                                property.getKey(),
                                property.getValue().isObject()
                                        ? node.textNode(property.getValue().toString())
                                        : property.getValue()));
        return node.toString();
    }

    private static String mimeType(String type) {
        return switch (type.replace("Image", "")) {
            case "Question" -> "application/vnd.sunbird.question";
            case "QuestionSet" -> "application/vnd.sunbird.questionset";
            case "Collection" -> "application/vnd.ekstep.content-collection";
            case "Asset" -> "image/png";
            default -> "application/pdf";
        };
    }

    /// Each column is JSON in a text.
    private static String row(JsonNode columns) {
        ObjectNode row = JSON.createObjectNode();
        columns.properties().forEach(column -> row.put(column.getKey(), text(column.getValue())));
        return row.toString();
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }
}
