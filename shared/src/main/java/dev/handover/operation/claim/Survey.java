package dev.handover.operation.claim;

import dev.handover.document.Verdict;
import dev.handover.operation.DataMap;
import dev.handover.operation.claim.OldAccount.Malformed;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Sized;
import dev.handover.store.Store;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What claims will meet in the old account base: how many accounts and records there are, and
/// which are malformed and why. A page at a time; add the pages up. Reads only, and keeps nothing.
public final class Survey {
    /// Addresses are hashed to see whether they are ones; the hashes go nowhere, so any key does.
    private static final EmailHashing NO_SECRET = new EmailHashing(new byte[32]);

    private final Stores stores;
    private final ClaimRules rules;
    private final DataMap.Accounts where;
    private final OldAccounts accounts;
    private final SourceRecords records;

    /// @throws IllegalStateException when the map has no claim, or no accounts
    public Survey(DataMap map, Stores stores) {
        this.stores = stores;
        rules = ClaimRules.of(map.claimed());
        where = Objects.requireNonNull(map.accounts(), "the map has accounts");
        accounts = new OldAccounts(stores.named(where.store()), where, NO_SECRET);
        records = new SourceRecords(rules, new CollectionReader(rules));
    }

    /// @param sizes of the whole collections of the stores, where these can say
    /// @param accounts on this page; the same one may be on two pages
    /// @param unusable accounts that no login can be matched with, by reason
    /// @param withRecords accounts that have any record, also unusable ones
    /// @param records of all kinds
    /// @param movable those that a claim would move
    /// @param skipped those that a claim would leave, by rule
    /// @param unsupported those that it can't move, by reason
    /// @param problems each malformed account and record, by its id
    /// @param next null on the last page
    public record Page(
            SortedMap<String, Long> sizes,
            int accounts,
            SortedMap<String, Long> unusable,
            int withRecords,
            int records,
            int movable,
            SortedMap<String, Long> skipped,
            SortedMap<String, Long> unsupported,
            List<Problem> problems,
            @Nullable String next) {}

    /// @param record null when it is about the account itself
    /// @param reason a code in kebab case
    public record Problem(String account, @Nullable String record, String reason) {}

    /// @param from null for the first page, else `next` of the page before
    /// @param limit about how many accounts
    public Page page(@Nullable String from, int limit) {
        OldAccounts.Slice slice = accounts.page(from, limit);
        Findings found = new Findings();
        List<Key> keys =
                slice.accounts().stream().map(account -> rules.from().of(account.id())).toList();
        List<Document> documents =
                keys.isEmpty() ? List.of() : stores.named(rules.from().store()).read(keys);
        for (int i = 0; i < documents.size(); i++) {
            look(slice.accounts().get(i), documents.get(i), found);
        }
        return new Page(
                sizes(),
                slice.accounts().size(),
                found.unusable,
                found.withRecords,
                found.records,
                found.movable,
                found.skipped,
                found.unsupported,
                found.problems,
                slice.next());
    }

    private static final class Findings {
        final SortedMap<String, Long> unusable = new TreeMap<>();
        final SortedMap<String, Long> skipped = new TreeMap<>();
        final SortedMap<String, Long> unsupported = new TreeMap<>();
        final List<Problem> problems = new ArrayList<>();
        int withRecords;
        int records;
        int movable;
    }

    private void look(OldAccount account, Document document, Findings found) {
        if (account instanceof Malformed(String id, String reason)) {
            found.unusable.merge(reason, 1L, Long::sum);
            found.problems.add(new Problem(id, null, reason));
        }
        Source source = new Source(document.key(), account.id(), false);
        List<SourceRecord> here = records.of(source, document.content());
        found.withRecords += here.isEmpty() ? 0 : 1;
        found.records += here.size();
        for (SourceRecord record : here) {
            Optional<Reading.StaysBehind> stays = record.reading().staysBehind(rules);
            if (stays.isEmpty()) {
                found.movable++;
            } else if (stays.get().verdict() == Verdict.SKIPPED) {
                found.skipped.merge(stays.get().reason(), 1L, Long::sum);
            } else {
                found.unsupported.merge(stays.get().reason(), 1L, Long::sum);
                found.problems.add(
                        new Problem(account.id(), record.recordId(), stays.get().reason()));
            }
        }
    }

    private SortedMap<String, Long> sizes() {
        SortedMap<String, Long> sizes = new TreeMap<>();
        Stream.of(
                        Map.entry(where.store(), where.collection()),
                        Map.entry(rules.from().store(), rules.from().collection()),
                        Map.entry(rules.to().store(), rules.to().collection()))
                .forEach(place -> {
                    Store store = stores.named(place.getKey());
                    if (store instanceof Sized sized) {
                        sizes.put(
                                place.getKey() + "/" + place.getValue(),
                                sized.size(place.getValue()));
                    }
                });
        return sizes;
    }
}
