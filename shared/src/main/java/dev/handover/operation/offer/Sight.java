package dev.handover.operation.offer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.DataMap.Proof;
import dev.handover.operation.claim.Inventory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a person may see of an offer now: nothing of an account that isn't proved to be theirs,
/// neither names nor how many.
///
/// @param items of proved accounts and the person's own sessions, by name
/// @param unproven ids of accounts that have something, and need a proof first
public record Sight(Offer offer, Offer.State state, List<Shown> items, List<String> unproven) {
    /// @param hints codes in kebab case, beside the item's own warnings: `account-ambiguous`,
    ///   `already-migrated`, `from-anonymous-session`
    record Shown(Inventory.Item item, List<String> hints) {}

    public boolean needsProof() {
        return !unproven.isEmpty();
    }

    boolean shows(String recordId) {
        return items.stream().anyMatch(shown -> shown.item().recordId().equals(recordId));
    }

    /// As the answer to a login has it.
    ///
    /// @param ways what would be a proof
    public ObjectNode toJson(Set<Proof> ways) {
        ObjectNode json = Json.object().put("offerId", offer.offerId());
        ArrayNode records = json.putArray("records");
        items.forEach(shown -> records.add(record(shown)));
        json.put("needsProof", needsProof());
        if (needsProof()) {
            ArrayNode proof = json.putArray("proof");
            ways.stream()
                    .filter(way -> way != Proof.VERIFIED_EMAIL_CLAIM)
                    .map(Sight::name)
                    .forEach(proof::add);
        }
        return json;
    }

    /// The same, and how the offer stands.
    public ObjectNode withState(Set<Proof> ways) {
        ObjectNode json =
                toJson(ways)
                        .put("state", name(state))
                        .put("expiresAt", offer.expiresAt().toString());
        if (state == Offer.State.ACCEPTED && offer.answer() instanceof Offer.Accepted accepted) {
            json.put("runId", accepted.runId());
        }
        return json;
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static ObjectNode record(Shown shown) {
        Inventory.Item item = shown.item();
        ObjectNode json =
                Json.object()
                        .put("recordId", item.recordId())
                        .put("name", item.name())
                        .put("size", item.size())
                        .put("createdAt", text(item.createdAt()))
                        .put("changedAt", text(item.changedAt()));
        ArrayNode warnings = json.putArray("warnings");
        item.warnings().forEach(warnings::add);
        if (item.unsupported() != null) {
            warnings.add("unsupported").add(item.unsupported());
        }
        shown.hints().forEach(warnings::add);
        return json;
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
