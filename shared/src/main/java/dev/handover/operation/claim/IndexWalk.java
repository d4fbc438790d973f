package dev.handover.operation.claim;

import dev.handover.operation.claim.OldAccount.Malformed;
import dev.handover.operation.claim.WalkReport.Phase;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Walks over all old accounts, a page at a time, and keeps the [AccountIndex] true: finds new
/// ones, follows changed addresses, drops accounts that are gone. Each step goes on where the one
/// before stopped, also after a crash, in another process, or while another walks too: a page is
/// done again with the same result, and counted once, because the report moves on only from what
/// was read. Nothing in an account stops the walk.
public final class IndexWalk {
    private static final Id CURRENT = new Id(AccountIndex.REGISTER, "walk");
    private static final Id FINISHED = new Id(AccountIndex.REGISTER, "walk-finished");

    private final OldAccounts accounts;
    private final AccountIndex index;
    private final Table table;
    private final EmailHashing hashing;
    private final Duration pause;
    private final InstantSource clock;

    /// @param pause between the end of a walk and the begin of the next
    public IndexWalk(
            OldAccounts accounts,
            Table table,
            EmailHashing hashing,
            Duration pause,
            InstantSource clock) {
        this.accounts = accounts;
        this.index = new AccountIndex(table);
        this.table = table;
        this.hashing = hashing;
        this.pause = pause;
        this.clock = clock;
    }

    /// At least one page of work, and more until the deadline or the end of the walk. Begins a walk
    /// when the last one ended long enough ago; does nothing when it didn't.
    ///
    /// @param limit about how many accounts a page has
    public WalkReport step(int limit, Instant deadline) {
        Item item = current();
        WalkReport report = WalkReport.fromJson(item.body());
        while (!report.isFinished()) {
            report = advanced(report, limit);
            Optional<Item> stored = table.put(item.with(report.toJson()));
            if (stored.isEmpty()) {
                return WalkReport.fromJson(current().body()); // another walker did this page
            }
            item = stored.get();
            if (!clock.instant().isBefore(deadline)) {
                break;
            }
        }
        return report;
    }

    /// The walk that ended last; empty while there is no index, or only one that was made with
    /// another key.
    public Optional<WalkReport> lastFinished() {
        return lastFinished(table, hashing.keyId());
    }

    /// The walk that goes on now or went last, and the one that ended last, for people to see.
    /// Either may be missing.
    public record Walks(@Nullable WalkReport latest, @Nullable WalkReport finished) {}

    public static Walks walks(Table table) {
        return new Walks(report(table, CURRENT).orElse(null), report(table, FINISHED).orElse(null));
    }

    private static Optional<WalkReport> report(Table table, Id id) {
        return table.get(id).map(item -> WalkReport.fromJson(item.body()));
    }

    static Optional<WalkReport> lastFinished(Table table, String keyId) {
        return table.get(FINISHED)
                .map(item -> WalkReport.fromJson(item.body()))
                .filter(report -> report.keyId().equals(keyId));
    }

    /// The stored walk, or one that is to begin now.
    private Item current() {
        Item item = table.get(CURRENT).orElse(null);
        if (item == null) {
            return Item.fresh(CURRENT, begun(1).toJson());
        }
        WalkReport last = WalkReport.fromJson(item.body());
        boolean otherKey = !last.keyId().equals(hashing.keyId());
        boolean due =
                last.finishedAt() != null
                        && !clock.instant().isBefore(last.finishedAt().plus(pause));
        return otherKey || due ? item.with(begun(last.number() + 1).toJson()) : item;
    }

    private WalkReport begun(int number) {
        return WalkReport.begun(
                number, clock.instant(), accounts.size().orElse(-1), hashing.keyId());
    }

    private WalkReport advanced(WalkReport report, int limit) {
        return switch (report.phase()) {
            case SCANNING -> scanned(report, limit);
            case CHECKING -> checked(report, limit);
            case FINISHED -> report;
        };
    }

    private WalkReport scanned(WalkReport report, int limit) {
        OldAccounts.Slice slice = accounts.page(report.cursor(), limit);
        List<OldAccount> trackable = new ArrayList<>();
        WalkReport counted = report;
        for (OldAccount account : slice.accounts()) {
            if (account instanceof Malformed bad && bad.reason().equals(OldAccounts.ID_TOO_LONG)) {
                counted =
                        counted.counting(
                                bad, AccountIndex.Change.NONE); // the register can't hold it
            } else {
                trackable.add(account);
            }
        }
        index.update(trackable, report.number());
        return slice.next() == null
                ? counted.at(Phase.CHECKING, null, null)
                : counted.at(Phase.SCANNING, slice.next(), null);
    }

    private WalkReport checked(WalkReport report, int limit) {
        Table.Items items = index.registered(report.cursor(), limit);
        List<String> ids = items.items().stream().map(AccountIndex::id).toList();
        Map<String, OldAccount> there = accounts.read(ids);
        Map<String, AccountIndex.Change> changes =
                index.update(there.values(), items.items(), report.number());
        WalkReport counted = report;
        for (Item item : items.items()) {
            OldAccount account = there.get(AccountIndex.id(item));
            if (account != null) {
                counted =
                        counted.counting(
                                account,
                                changes.getOrDefault(account.id(), AccountIndex.Change.NONE));
                continue;
            }
            if (!AccountIndex.wasGoneBefore(item, report.number())) {
                counted = counted.counting(null, AccountIndex.Change.GONE);
            }
            index.gone(item, report.number());
        }
        return items.next() == null
                ? finished(counted)
                : counted.at(Phase.CHECKING, items.next(), null);
    }

    /// Told first where logins look, then where walks do: a crash in between checks the last page
    /// again.
    private WalkReport finished(WalkReport report) {
        WalkReport finished = report.at(Phase.FINISHED, null, clock.instant());
        Item before = table.get(FINISHED).orElseGet(() -> Item.fresh(FINISHED, finished.toJson()));
        if (WalkReport.fromJson(before.body()).number() <= report.number()) {
            table.put(before.with(finished.toJson()));
        }
        return finished;
    }
}
