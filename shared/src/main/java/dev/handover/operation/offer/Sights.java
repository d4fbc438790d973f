package dev.handover.operation.offer;

import dev.handover.operation.claim.EmailHash;
import dev.handover.operation.claim.EmailHashing;
import dev.handover.operation.claim.OldAccount;
import dev.handover.operation.claim.OldAccounts;
import dev.handover.operation.claim.Source;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Shows offers to the person they are for. Everything is read again, accounts too: an address may
/// have changed since the offer was made, and what was a session's id may have become an account.
public final class Sights {
    private final OfferBook book;
    private final OldAccounts accounts;
    private final EmailHashing hashing;
    private final LeftBehind leftBehind;
    private final Proofs proofs;
    private final @Nullable String verifiedEmail;

    /// @param verifiedEmail the claim that proves an account of this very address; null when none
    ///   does
    public Sights(
            OfferBook book,
            OldAccounts accounts,
            EmailHashing hashing,
            LeftBehind leftBehind,
            Proofs proofs,
            @Nullable String verifiedEmail) {
        this.book = book;
        this.accounts = accounts;
        this.hashing = hashing;
        this.leftBehind = leftBehind;
        this.proofs = proofs;
        this.verifiedEmail = verifiedEmail;
    }

    /// How an old account stands to a person.
    private enum Standing {
        /// Proved to be theirs.
        PROVEN,
        /// Has their address; anybody could have registered with it.
        UNPROVEN,
        /// Has no longer their address, or isn't there any more.
        STRANGE
    }

    /// Empty when there is no such offer, or it is somebody else's.
    public Optional<Sight> find(Person person, String offerId) {
        return book.find(person.userId(), offerId).map(offer -> of(person, offer));
    }

    public Sight of(Person person, Offer offer) {
        Offer.State state = book.stateOf(offer);
        if (state != Offer.State.OPEN) {
            return new Sight(offer, state, List.of(), List.of());
        }
        Set<String> open = new HashSet<>(offer.records());
        open.removeAll(book.settled(person.userId()));
        RecordOwners owners = leftBehind.owners(offer.accounts(), offer.anonymous());
        Map<String, OldAccount> now = accounts.read(offer.accounts());
        List<String> proven = new ArrayList<>();
        List<String> unproven = new ArrayList<>();
        for (String accountId : owners.of(open, false)) {
            switch (standing(person, accountId, now.get(accountId))) {
                case PROVEN -> proven.add(accountId);
                case UNPROVEN -> unproven.add(accountId);
                case STRANGE -> {}
            }
        }
        List<String> anonymous = new ArrayList<>(offer.anonymous());
        anonymous.removeAll(accounts.read(anonymous).keySet());
        List<Sight.Shown> items =
                leftBehind.items(person.userId(), proven, anonymous).stream()
                        .filter(item -> open.contains(item.recordId()))
                        .map(item ->
                                new Sight.Shown(
                                        item, hints(person, owners.of(item.recordId()), now)))
                        .sorted(
                                Comparator.comparing((Sight.Shown shown) -> shown.item().name())
                                        .thenComparing(shown -> shown.item().recordId()))
                        .toList();
        return new Sight(offer, state, items, List.copyOf(unproven));
    }

    private Standing standing(Person person, String accountId, @Nullable OldAccount now) {
        if (proofs.stands(person.userId(), accountId)) {
            return Standing.PROVEN;
        }
        Optional<EmailHash> email = email(person);
        if (!(now instanceof OldAccount.Account account) || email.isEmpty()) {
            return Standing.STRANGE;
        }
        if (account.email().exact().equals(email.get().exact())) {
            boolean verified = verifiedEmail != null && person.claims().contains(verifiedEmail);
            return verified ? Standing.PROVEN : Standing.UNPROVEN;
        }
        return account.email().folded().equals(email.get().folded())
                ? Standing.UNPROVEN
                : Standing.STRANGE;
    }

    private List<String> hints(Person person, Source owner, Map<String, OldAccount> now) {
        if (owner.anonymous()) {
            return List.of("from-anonymous-session");
        }
        List<String> hints = new ArrayList<>();
        if (now.get(owner.key().id()) instanceof OldAccount.Account account) {
            if (email(person)
                    .filter(email -> email.exact().equals(account.email().exact()))
                    .isEmpty()) {
                hints.add("account-ambiguous");
            }
            if (leftBehind.isMigrated(account)) {
                hints.add("already-migrated");
            }
        }
        return List.copyOf(hints);
    }

    private Optional<EmailHash> email(Person person) {
        return Optional.ofNullable(person.email()).flatMap(hashing::of);
    }
}
