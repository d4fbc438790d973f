package dev.handover.operation.offer;

import dev.handover.document.DerivedId;
import dev.handover.operation.claim.AccountFinder;
import dev.handover.operation.claim.EmailHash;
import dev.handover.operation.claim.Inventory;
import dev.handover.operation.claim.OldAccount;
import dev.handover.run.Log;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks, after a login, for what the same person's old accounts and anonymous session left behind,
/// and makes an offer of it. Reads the system's stores only. Looking again finds the same offer, so
/// it may be done at every login.
public final class Offers {
    /// An id has about 80 bytes and an accepted offer names it three times: more would near the 400
    /// KB that an item of the ledger may have. What is beyond comes with the next offer.
    static final int MOST_RECORDS = 1_000;

    private final AccountFinder finder;
    private final LeftBehind leftBehind;
    private final OfferBook book;
    private final Log log;
    private final InstantSource clock;

    public Offers(
            AccountFinder finder,
            LeftBehind leftBehind,
            OfferBook book,
            Log log,
            InstantSource clock) {
        this.finder = finder;
        this.leftBehind = leftBehind;
        this.book = book;
        this.log = log;
        this.clock = clock;
    }

    /// What a look came to.
    public sealed interface Look {
        record Found(Offer offer) implements Look {}

        /// @param why a code in kebab case: `no-old-account`, `no-collections`,
        ///   `only-empty-default`, `already-answered`, `only-unsupported`
        record Nothing(String why) implements Look {}

        /// There may be an account that couldn't be found yet: the index is being made.
        record NotReady() implements Look {}
    }

    /// @param email of the user; empty when the auth system knows none
    /// @param anonymous owners without an account, which the user's session has shown to be its own
    public Look look(String userId, Optional<EmailHash> email, Collection<String> anonymous) {
        AccountFinder.Found found =
                email.map(finder::find)
                        .orElseGet(() -> new AccountFinder.Found(List.of(), List.of(), true));
        List<String> accounts =
                Stream.concat(found.exact().stream(), found.folded().stream())
                        .map(OldAccount::id)
                        .sorted()
                        .toList();
        Look look = look(userId, accounts, anonymous.stream().distinct().sorted().toList());
        Look told = look instanceof Look.Nothing && !found.complete() ? new Look.NotReady() : look;
        switch (told) {
            case Look.Found(Offer offer) ->
                    log.info(
                            "offer-found",
                            Map.of(
                                    "user",
                                    userId,
                                    "offer",
                                    offer.offerId(),
                                    "records",
                                    offer.records().size()));
            case Look.Nothing(String why) ->
                    log.info("offer-nothing", Map.of("user", userId, "why", why));
            case Look.NotReady() -> log.info("offer-not-ready", Map.of("user", userId));
        }
        return told;
    }

    private Look look(String userId, List<String> accounts, List<String> anonymous) {
        if (accounts.isEmpty() && anonymous.isEmpty()) {
            return new Look.Nothing("no-old-account");
        }
        List<Inventory.Item> items = leftBehind.items(userId, accounts, anonymous);
        if (items.isEmpty()) {
            return new Look.Nothing(
                    leftBehind.haveLists(accounts, anonymous)
                            ? "only-empty-default"
                            : "no-collections");
        }
        Set<String> settled = book.settled(userId);
        List<Inventory.Item> open =
                items.stream().filter(item -> !settled.contains(item.recordId())).toList();
        if (open.isEmpty()) {
            return new Look.Nothing("already-answered");
        }
        if (open.stream().allMatch(item -> item.unsupported() != null)) {
            return new Look.Nothing("only-unsupported");
        }
        List<String> records =
                open.stream().map(Inventory.Item::recordId).sorted().limit(MOST_RECORDS).toList();
        return new Look.Found(book.keep(offer(userId, accounts, anonymous, records)));
    }

    /// Its accounts and sessions are those that the records belong to; others need no proof.
    private Offer offer(
            String userId, List<String> accounts, List<String> anonymous, List<String> records) {
        RecordOwners owners = leftBehind.owners(accounts, anonymous);
        List<String> from = owners.of(records, false);
        List<String> sessions = owners.of(records, true);
        List<String> parts = new ArrayList<>(List.of("offer", userId, "from"));
        parts.addAll(from);
        parts.add("anonymous");
        parts.addAll(sessions);
        parts.add("records");
        parts.addAll(records);
        String offerId = DerivedId.of(parts.toArray(String[]::new)).toString();
        return new Offer(
                offerId, userId, from, sessions, records, clock.instant(), clock.instant(), null);
    }
}
