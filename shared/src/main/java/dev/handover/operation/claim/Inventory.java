package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a claim could move, as it is shown to the person before anything moves: all of the sources
/// but the empty default collection.
public final class Inventory {
    /// @param recordId as a claim request names it
    /// @param name as given; may hold anything, HTML too
    /// @param size members
    /// @param createdAt null when it can't be told
    /// @param changedAt null when it can't be told
    /// @param warnings codes in kebab case: `members-ephemeral`, `members-malformed`,
    ///   `members-duplicated`, `count-was-wrong`, `name-empty`, `name-exists` (the new account has
    ///   another of this name), `id-exists` (a copy will be made), `id-repeated`, `already-there`
    /// @param unsupported why it can't be moved, a code in kebab case; null when it can
    public record Item(
            String recordId,
            String name,
            int size,
            @Nullable Instant createdAt,
            @Nullable Instant changedAt,
            List<String> warnings,
            @Nullable String unsupported) {
        /// Never the name.
        @Override
        public String toString() {
            return "Item[" + recordId + ", " + size + " members]";
        }
    }

    private final ClaimRun claim;

    /// @param claim looked at as if it moved everything, whatever its mode
    public Inventory(ClaimRules rules, Stores stores, ClaimRequest claim) {
        ClaimRequest.Mode all = ClaimRequest.Mode.IMPORT;
        this.claim =
                new ClaimRun(
                        "",
                        rules,
                        new ClaimRequest(claim.to(), claim.from(), claim.anonymous(), null, all),
                        stores);
    }

    /// Reads all documents of the claim at one moment.
    public List<Item> items() {
        List<Key> keys = new ArrayList<>(List.of(claim.target()));
        claim.moved().forEach(source -> keys.add(source.key()));
        Map<Key, Document> documents = claim.read(keys);
        Document target = documents.get(claim.target());
        Content list = target == null ? null : target.content();
        NewOwner owner = new NewOwner(claim.runId, claim.reader, list);
        List<Item> items = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (SourceRecord record : claim.movable(documents::get).values()) {
            boolean repeated = !groups.add(record.group());
            if (!record.key().equals(claim.target()) && !isEmptyDefault(record)) {
                items.add(item(record, owner, repeated));
            }
        }
        return items;
    }

    private boolean isEmptyDefault(SourceRecord record) {
        return record.reading() instanceof Reading.Good(CollectionRecord good)
                && good.isEmptyDefault(claim.rules);
    }

    private Item item(SourceRecord record, NewOwner owner, boolean repeated) {
        JsonNode value = record.value();
        return new Item(
                record.recordId(),
                claim.reader.displayName(value),
                claim.reader.size(value),
                claim.reader.created(value).orElse(null),
                claim.reader.changed(value).orElse(null),
                switch (record.reading()) {
                    case Reading.Unsupported bad -> List.of();
                    case Reading.Good(CollectionRecord good) ->
                            warnings(record, good, owner, repeated);
                },
                record.reading() instanceof Reading.Unsupported(var id, String reason)
                        ? reason
                        : null);
    }

    private List<String> warnings(
            SourceRecord source, CollectionRecord record, NewOwner owner, boolean repeated) {
        List<String> warnings =
                new ArrayList<>(CollectionWarnings.of(record, claim.rules.ephemeralMembers()));
        if (repeated) {
            warnings.add("id-repeated");
        }
        switch (owner.holding(source, record)) {
            case SAME -> warnings.add("already-there");
            case OTHER -> warnings.add("id-exists");
            case NOT_AT_ALL -> {
                if (owner.hasName(record.displayName())) {
                    warnings.add("name-exists");
                }
            }
        }
        return List.copyOf(warnings);
    }
}
