package dev.handover.operation.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.operation.claim.OldAccount.Account;
import dev.handover.operation.claim.OldAccount.Malformed;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which old accounts have which e-mail address: in the ledger, as keyed hashes. Two kinds of
/// items:
///
/// - an entry, found by the folded hash: partition `account-index/<folded>`, sort `a:<old id>`;
/// - the register, found by the account: partition `account-index`, sort `a:<old id>`, with the
///   entry's hash, or the reason why there is none, or that the account is gone; and in which walk
///   it last changed.
///
/// The entry is written before the register and removed before it, so a crash leaves at worst an
/// entry too many. That harms nobody: whoever looks up reads the account itself and believes only
/// that.
final class AccountIndex {
    static final String REGISTER = "account-index";
    static final String PREFIX =
            "a:"; // a table takes no empty sort key, an old base may have an empty id
    private static final String FOLDED = "folded";
    private static final String EXACT = "exact";
    private static final String REASON = "reason";
    private static final String GONE = "gone"; // boolean
    private static final String WALK = "walk"; // number of the walk that changed it
    private static final String CHANGE = "change"; // what that was
    private static final int MOST_IDS = 100; // of one Table.getAll
    private static final int PAGE = 100;

    private final Table table;

    AccountIndex(Table table) {
        this.table = table;
    }

    /// What a walk found different about an account; [#NONE] for one that it found as it was.
    enum Change {
        NONE,
        NEW,
        /// Another address, or another reason to have none.
        MOVED,
        GONE
    }

    /// Ids of the accounts that have, or had, this address.
    List<String> candidates(EmailHash email) {
        List<String> ids = new ArrayList<>();
        String from = null;
        do {
            Table.Items items = table.query(entries(email.folded()), PREFIX, from, PAGE);
            items.items().forEach(item -> ids.add(id(item)));
            from = items.next();
        } while (from != null);
        return ids;
    }

    /// A page of the register: ids of all accounts that were ever seen, but for those long gone.
    Table.Items registered(@Nullable String from, int limit) {
        return table.query(REGISTER, PREFIX, from, limit);
    }

    /// Sees to it that these accounts are found as they are now.
    ///
    /// @return what had changed of each, in this walk; the same again when the walk repeats itself
    Map<String, Change> update(Collection<OldAccount> accounts, int walk) {
        List<Id> ids = accounts.stream().map(account -> register(account.id())).distinct().toList();
        List<Item> known = new ArrayList<>();
        for (int at = 0; at < ids.size(); at += MOST_IDS) {
            known.addAll(
                    table.getAll(ids.subList(at, Math.min(ids.size(), at + MOST_IDS))).values());
        }
        return update(accounts, known, walk);
    }

    /// @param registered what the register says of them, as far as it knows them
    Map<String, Change> update(
            Collection<OldAccount> accounts, Collection<Item> registered, int walk) {
        Map<String, Item> known = new HashMap<>();
        registered.forEach(item -> known.put(id(item), item));
        Map<String, OldAccount> byId = new LinkedHashMap<>();
        accounts.forEach(account -> byId.put(account.id(), account)); // a scan may give one twice
        Map<String, Change> changes = new LinkedHashMap<>();
        List<Item> entries = new ArrayList<>();
        List<Item> register = new ArrayList<>();
        List<Item> strays = new ArrayList<>();
        byId.forEach((id, account) -> {
            Item before = known.get(id);
            ObjectNode now = body(account);
            if (before != null && saysTheSame(before.body(), now)) {
                changes.put(id, lastChange(before, walk));
                return;
            }
            if (account instanceof Account found) {
                entries.add(
                        Item.fresh(
                                new Id(entries(found.email().folded()), PREFIX + id),
                                JsonNodeFactory.instance.objectNode()));
            }
            if (before != null && !before.body().path(FOLDED).equals(now.path(FOLDED))) {
                strays.add(before);
            }
            Change change =
                    before == null || before.body().path(GONE).asBoolean()
                            ? Change.NEW
                            : Change.MOVED;
            now.put(WALK, walk).put(CHANGE, change.name());
            register.add(before == null ? Item.fresh(register(id), now) : before.with(now));
            changes.put(id, change);
        });
        // Two walkers that meet here write the same, or the later one's next walk sets it right.
        table.putAll(entries);
        strays.forEach(this::removeEntry);
        table.putAll(register);
        return changes;
    }

    /// Notes that an account is no longer there.
    void gone(Item registered, int walk) {
        if (registered.body().path(GONE).asBoolean()) {
            if (lastChange(registered, walk) == Change.NONE) {
                table.delete(registered); // an earlier walk has told so already
            }
            return;
        }
        removeEntry(registered);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put(GONE, true).put(WALK, walk);
        table.put(registered.with(body.put(CHANGE, Change.GONE.name())));
    }

    static boolean wasGoneBefore(Item registered, int walk) {
        return registered.body().path(GONE).asBoolean()
                && lastChange(registered, walk) == Change.NONE;
    }

    static String id(Item item) {
        return item.id().sort().substring(PREFIX.length());
    }

    private static Change lastChange(Item registered, int walk) {
        ObjectNode body = registered.body();
        return body.path(WALK).asInt() == walk
                ? Change.valueOf(body.path(CHANGE).asText())
                : Change.NONE;
    }

    private static ObjectNode body(OldAccount account) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return switch (account) {
            case Account found ->
                    body.put(EXACT, found.email().exact()).put(FOLDED, found.email().folded());
            case Malformed malformed -> body.put(REASON, malformed.reason());
        };
    }

    private static boolean saysTheSame(ObjectNode known, ObjectNode now) {
        return List.of(EXACT, FOLDED, REASON, GONE).stream()
                .allMatch(key -> known.path(key).equals(now.path(key)));
    }

    private void removeEntry(Item registered) {
        if (registered.body().has(FOLDED)) {
            String partition = entries(registered.body().path(FOLDED).asText());
            table.get(new Id(partition, registered.id().sort())).ifPresent(table::delete);
        }
    }

    private static Id register(String id) {
        return new Id(REGISTER, PREFIX + id);
    }

    private static String entries(String folded) {
        return REGISTER + "/" + folded;
    }
}
