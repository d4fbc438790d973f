package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.DataMap.Proof;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes the records out of a tree that has passed all checks.
final class DataMapBinding {
    /// Bytes. Ten times the largest list we know of; Redis would take 512 MB, but the system reads
    /// and writes an owner's whole list at every click.
    private static final long LARGEST_DOCUMENT = 64L << 20;

    /// Longer than a holiday; afterwards the next login makes a new one.
    private static final String OFFERS = "P30D";

    private DataMapBinding() {}

    static DataMap of(ObjectNode tree) {
        Map<String, DataMap.StoreEntry> stores = new LinkedHashMap<>();
        tree.path("stores")
                .properties()
                .forEach(store ->
                        stores.put(
                                store.getKey(),
                                new DataMap.StoreEntry(
                                        text(store.getValue(), "kind"),
                                        (ObjectNode) store.getValue())));
        return new DataMap(
                text(tree, "system"),
                stores,
                tree.get("accounts") instanceof ObjectNode accounts ? accounts(accounts) : null,
                tree.get("claim") instanceof ObjectNode claim ? claim(claim) : null,
                tree.get("erase") instanceof ObjectNode erase ? EraseBinding.of(erase) : null,
                tree.get("transfer") instanceof ObjectNode transfer
                        ? TransferBinding.of(transfer, tree.path("erase"))
                        : null);
    }

    private static DataMap.Accounts accounts(ObjectNode node) {
        JsonNode password = node.get("password");
        return new DataMap.Accounts(
                text(node, "store"),
                text(node, "collection"),
                text(node, "id"),
                text(node, "email"),
                password == null
                        ? null
                        : new DataMap.Password(text(password, "field"), text(password, "kind")));
    }

    private static DataMap.Claim claim(ObjectNode node) {
        JsonNode migrated = node.get("already-migrated");
        return new DataMap.Claim(
                text(node, "kind"),
                place(node.path("from")),
                place(node.path("to")),
                node.get("anonymous") instanceof ObjectNode anonymous ? anonymous(anonymous) : null,
                text(node, "timestamps"),
                optional(node, "default-collection"),
                texts(node.path("ephemeral-members")),
                node.path("largest-document").asLong(LARGEST_DOCUMENT),
                migrated == null
                        ? null
                        : new DataMap.AlreadyMigrated(
                                text(migrated, "store"),
                                text(migrated, "collection"),
                                text(migrated, "id"),
                                text(migrated, "flag")),
                texts(node.path("proof")).stream().map(DataMapBinding::proof).toList(),
                optional(node, "verified-email-claim"),
                Duration.parse(node.path("offers").asText(OFFERS)),
                Duration.parse(text(node, "undo")));
    }

    private static DataMap.Anonymous anonymous(ObjectNode node) {
        JsonNode session = node.get("session");
        return new DataMap.Anonymous(
                session == null
                        ? null
                        : new DataMap.Session(
                                text(session, "store"),
                                text(session, "prefix"),
                                text(session, "field")),
                node.path("places").valueStream().map(DataMapBinding::place).toList());
    }

    private static DataMap.Place place(JsonNode node) {
        JsonNode fields = node.path("fields");
        return new DataMap.Place(
                text(node, "store"),
                text(node, "collection"),
                new DataMap.Fields(
                        text(fields, "id"),
                        text(fields, "name"),
                        text(fields, "created"),
                        text(fields, "changed"),
                        text(fields, "count"),
                        text(fields, "members")));
    }

    private static Proof proof(String name) {
        return Proof.valueOf(name.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::textValue).toList();
    }

    private static String text(JsonNode node, String key) {
        return node.required(key).textValue();
    }

    private static @Nullable String optional(JsonNode node, String key) {
        return node.has(key) ? node.path(key).textValue() : null;
    }
}
