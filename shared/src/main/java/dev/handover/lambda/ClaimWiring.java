package dev.handover.lambda;

import dev.handover.operation.DataMap;
import dev.handover.operation.claim.AccountFinder;
import dev.handover.operation.claim.AnonymousOwners;
import dev.handover.operation.claim.ClaimRules;
import dev.handover.operation.claim.EmailHashing;
import dev.handover.operation.claim.IndexWalk;
import dev.handover.operation.claim.OldAccounts;
import dev.handover.operation.claim.SignedCookie;
import dev.handover.operation.offer.Answers;
import dev.handover.operation.offer.LeftBehind;
import dev.handover.operation.offer.MailedCodes;
import dev.handover.operation.offer.Mailer;
import dev.handover.operation.offer.OfferBook;
import dev.handover.operation.offer.Offers;
import dev.handover.operation.offer.OldPasswords;
import dev.handover.operation.offer.Proofs;
import dev.handover.operation.offer.Prover;
import dev.handover.operation.offer.RateLimit;
import dev.handover.operation.offer.Sights;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.RunKeys;
import dev.handover.run.Runs;
import dev.handover.run.Table;
import dev.handover.store.Stores;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/// Puts the parts of a claim before its run together: accounts, offers, proofs, answers.
public final class ClaimWiring {
    /// The stack's own key: hashes addresses and codes. Runs are named by UUIDs, so none has this
    /// name.
    private static final String KEY = "accounts";

    /// Between two walks over the old account base. A walk reads each account twice; accounts made
    /// in between are found all the same, by a direct look.
    private static final Duration BETWEEN_WALKS = Duration.ofHours(1);

    private final DataMap.Claim claim;
    private final Stores stores;
    private final Table ledger;
    private final RunKeys keys;
    private final Log log;
    private final InstantSource clock;
    private final EmailHashing hashing;
    private final OldAccounts accounts;
    private final OfferBook book;
    private final LeftBehind leftBehind;

    public ClaimWiring(
            DataMap map,
            Stores stores,
            Table ledger,
            Runs runs,
            RunKeys keys,
            Log log,
            InstantSource clock) {
        this.claim = map.claimed();
        this.stores = stores;
        this.ledger = ledger;
        this.keys = keys;
        this.log = log;
        this.clock = clock;
        DataMap.Accounts where =
                Objects.requireNonNull(map.accounts(), "a claim needs the map's accounts");
        hashing = hashing(keys);
        accounts = new OldAccounts(stores.named(where.store()), where, hashing);
        book = new OfferBook(ledger, runs, clock, claim.offers());
        leftBehind = new LeftBehind(ClaimRules.of(claim), stores, claim.alreadyMigrated());
    }

    public static ClaimWiring of(Wiring wiring) {
        DataMap map = wiring.dataMap();
        Table ledger = wiring.ledger();
        return new ClaimWiring(
                map,
                wiring.stores(map),
                ledger,
                new Ledger(ledger, wiring.clock()).runs,
                wiring.keys(),
                wiring.log(),
                wiring.clock());
    }

    /// Hashes addresses as the account index does.
    public static EmailHashing hashing(RunKeys keys) {
        return new EmailHashing(() -> keys.make(KEY).getEncoded());
    }

    public EmailHashing hashing() {
        return hashing;
    }

    /// What proves that an old account is the person's, in the map's order.
    public Set<DataMap.Proof> ways() {
        return new LinkedHashSet<>(claim.proof());
    }

    public IndexWalk walk() {
        return new IndexWalk(accounts, ledger, hashing, BETWEEN_WALKS, clock);
    }

    public AnonymousOwners anonymousOwners(String cookieSecret) {
        DataMap.Anonymous anonymous = claim.anonymous();
        return new AnonymousOwners(
                new SignedCookie(cookieSecret),
                anonymous == null ? null : anonymous.session(),
                stores,
                accounts);
    }

    public Offers offers() {
        AccountFinder finder =
                new AccountFinder(accounts, ledger, hashing, AccountFinder.BOUND, clock);
        return new Offers(finder, leftBehind, book, log, clock);
    }

    public Sights sights() {
        boolean claimed = claim.proof().contains(DataMap.Proof.VERIFIED_EMAIL_CLAIM);
        return new Sights(
                book,
                accounts,
                hashing,
                leftBehind,
                proofs(),
                claimed ? claim.verifiedEmailClaim() : null);
    }

    public Answers answers(Engine engine) {
        return new Answers(sights(), book, leftBehind, new Controls(engine), clock);
    }

    public Prover prover(Mailer mailer) {
        RateLimit limits = new RateLimit(ledger, clock);
        return new Prover(
                accounts,
                new MailedCodes(ledger, limits, mailer, () -> keys.make(KEY), clock),
                new OldPasswords(limits, log),
                proofs(),
                log);
    }

    /// Good as long as the offer for which it was made.
    private Proofs proofs() {
        return new Proofs(ledger, clock, claim.offers());
    }
}
