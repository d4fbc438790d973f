package dev.handover.operation.offer;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.RecordArray;
import dev.handover.operation.DataMap.AlreadyMigrated;
import dev.handover.operation.claim.ClaimRequest;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.operation.claim.Inventory;
import dev.handover.operation.claim.OldAccount;
import dev.handover.operation.claim.Source;
import dev.handover.store.Key;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What owners have left in the system's stores, read now.
public final class LeftBehind {
    private final ClaimRules rules;
    private final Stores stores;
    private final @Nullable AlreadyMigrated migrated;

    /// @param migrated null when the system never migrated anybody itself
    public LeftBehind(ClaimRules rules, Stores stores, @Nullable AlreadyMigrated migrated) {
        this.rules = rules;
        this.stores = stores;
        this.migrated = migrated;
    }

    RecordOwners owners(List<String> accounts, List<String> anonymous) {
        return new RecordOwners(rules, accounts, anonymous);
    }

    /// All that could be moved to the user, and what can't be because it is malformed; not the
    /// empty default collection.
    List<Inventory.Item> items(String userId, List<String> accounts, List<String> anonymous) {
        if (accounts.isEmpty() && anonymous.isEmpty()) {
            return List.of();
        }
        return new Inventory(
                        rules,
                        stores,
                        new ClaimRequest(
                                userId, accounts, anonymous, null, ClaimRequest.Mode.IMPORT))
                .items();
    }

    /// Whether any of them has a list with something in it, be it only the empty default
    /// collection.
    boolean haveLists(List<String> accounts, List<String> anonymous) {
        return Source.of(rules, accounts, anonymous).stream()
                .map(source -> content(source.key()))
                .anyMatch(content -> RecordArray.parse(content) instanceof RecordArray.Array);
    }

    /// Whether the system's own silent migration says that it has moved this account.
    boolean isMigrated(OldAccount.Account account) {
        if (migrated == null) {
            return false;
        }
        Content content =
                content(new Key(migrated.store(), migrated.collection(), account.address()));
        try {
            JsonNode note = content == null ? Json.object() : Json.parse(content.text());
            return note.path(migrated.id()).asText().equals(account.id())
                    && note.path(migrated.flag()).asBoolean();
        } catch (Json.Malformed e) {
            return false;
        }
    }

    private @Nullable Content content(Key key) {
        return stores.named(key.store()).read(List.of(key)).getFirst().content();
    }
}
