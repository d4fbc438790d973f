package dev.handover.operation.claim;

import dev.handover.operation.claim.OldAccount.Account;
import dev.handover.run.Table;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the old accounts of an e-mail address at a login. The index only says where to look; what
/// counts is the account as it is now. Accounts that were made after the last walk are looked for
/// directly, within a bound.
public final class AccountFinder {
    /// Enough for a whole base of an ordinary size, and short enough for a login to wait for.
    public static final Bound BOUND = new Bound(20_000, Duration.ofSeconds(2));

    private static final int PAGE = 1_000; // accounts of about 500 bytes: half a megabyte a page

    private final OldAccounts accounts;
    private final Table table;
    private final AccountIndex index;
    private final EmailHashing hashing;
    private final Bound bound;
    private final InstantSource clock;

    public AccountFinder(
            OldAccounts accounts,
            Table table,
            EmailHashing hashing,
            Bound bound,
            InstantSource clock) {
        this.accounts = accounts;
        this.table = table;
        this.index = new AccountIndex(table);
        this.hashing = hashing;
        this.bound = bound;
        this.clock = clock;
    }

    /// How far a direct look goes: it ends with the page that reaches either.
    public record Bound(int accounts, Duration time) {}

    /// @param exact accounts with this very address; more than one where the base has duplicates
    /// @param folded accounts whose address differs in case before the `@`: perhaps the same
    ///   person's
    /// @param complete false when there may be more: the index isn't ready, or is older than some
    ///   accounts, and the bound was hit; look again after the next walk
    public record Found(List<Account> exact, List<Account> folded, boolean complete) {}

    public Found find(EmailHash email) {
        Map<String, Account> matching = new LinkedHashMap<>();
        keep(accounts.read(index.candidates(email)).values(), email, matching);
        boolean complete = indexKnowsAll() || lookedAtAll(email, matching);
        return new Found(
                matching.values().stream().filter(account -> isExact(account, email)).toList(),
                matching.values().stream().filter(account -> !isExact(account, email)).toList(),
                complete);
    }

    /// Whether no account was made since the last walk began, as far as their number tells.
    private boolean indexKnowsAll() {
        Optional<WalkReport> walk = IndexWalk.lastFinished(table, hashing.keyId());
        OptionalLong size = accounts.size();
        return walk.isPresent() && (size.isEmpty() || size.getAsLong() <= walk.get().size());
    }

    private boolean lookedAtAll(EmailHash email, Map<String, Account> matching) {
        Instant deadline = clock.instant().plus(bound.time());
        int seen = 0;
        String from = null;
        do {
            OldAccounts.Slice slice = accounts.page(from, PAGE);
            keep(slice.accounts(), email, matching);
            seen += slice.accounts().size();
            from = slice.next();
        } while (from != null && seen < bound.accounts() && clock.instant().isBefore(deadline));
        return from == null;
    }

    private static void keep(
            Collection<OldAccount> found, EmailHash email, Map<String, Account> matching) {
        for (OldAccount account : found) {
            if (account instanceof Account one && one.email().folded().equals(email.folded())) {
                matching.put(one.id(), one);
            }
        }
    }

    private static boolean isExact(Account account, EmailHash email) {
        return account.email().exact().equals(email.exact());
    }
}
