package dev.handover.operation.offer;

import dev.handover.document.Json;
import dev.handover.operation.claim.OldAccount;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.SecretKey;

/// Proof by a code that is mailed to the address of the old account: who can read that mail may
/// have what is there. Each address gets a code of its own. The ledger has the codes only as keyed
/// hashes, and at most one set of them an offer.
public final class MailedCodes {
    static final String WAY = "mailed-code";

    /// As long as a mail may take to arrive and a person to find it.
    public static final Duration VALIDITY = Duration.ofMinutes(15);

    /// A code. Five mails a day with five tries each are nine thousand guesses a year, at one of a
    /// hundred million.
    private static final int TRIES = 5;

    private static final RateLimit.Limit MAILS_PER_OFFER =
            new RateLimit.Limit(3, Duration.ofHours(1));

    /// Whoever asks: nobody's mailbox is to be filled by strangers.
    private static final RateLimit.Limit MAILS_PER_ACCOUNT =
            new RateLimit.Limit(5, Duration.ofDays(1));

    private final Table ledger;
    private final RateLimit limits;
    private final Mailer mailer;
    private final Supplier<SecretKey> key;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    /// @param key hashes the codes; the ledger's readers don't have it. Asked for at each hash
    public MailedCodes(
            Table ledger,
            RateLimit limits,
            Mailer mailer,
            Supplier<SecretKey> key,
            InstantSource clock) {
        this.ledger = ledger;
        this.limits = limits;
        this.mailer = mailer;
        this.key = key;
        this.clock = clock;
    }

    private record Code(List<String> accountIds, String hash) {}

    private record Codes(List<Code> codes, Instant until, int tries) {}

    /// Mails codes; those that were mailed before are void.
    ProofResult send(Offer offer, Collection<OldAccount.Account> accounts) {
        Optional<Duration> wait =
                limits.take(
                        "mail-offer/" + offer.userId() + "/" + offer.offerId(), MAILS_PER_OFFER);
        if (wait.isPresent()) {
            return new ProofResult.TooMany(wait.get());
        }
        Map<String, List<String>> byAddress = new TreeMap<>();
        for (OldAccount.Account account : accounts) {
            Optional<Duration> over =
                    limits.take("mail-account/" + account.id(), MAILS_PER_ACCOUNT);
            if (over.isEmpty()) {
                byAddress
                        .computeIfAbsent(account.address(), _ -> new ArrayList<>())
                        .add(account.id());
            } else {
                wait = over;
            }
        }
        if (byAddress.isEmpty() && wait.isPresent()) {
            return new ProofResult.TooMany(wait.get());
        }
        Map<String, String> mails = new TreeMap<>();
        List<Code> codes = new ArrayList<>();
        byAddress.forEach((address, accountIds) -> {
            String code = String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
            mails.put(address, code);
            codes.add(new Code(accountIds, hash(offer, code)));
        });
        keep(offer, new Codes(codes, clock.instant().plus(VALIDITY), 0));
        mails.forEach((address, code) -> mailer.sendCode(address, code, VALIDITY));
        return new ProofResult.Sent();
    }

    /// A try is counted before it is looked at. A code is good once.
    ProofResult check(Offer offer, String code) {
        while (true) {
            Optional<Item> item = ledger.get(id(offer));
            Instant now = clock.instant();
            Codes codes =
                    item.map(found -> Json.read(found.body(), Codes.class))
                            .filter(found -> now.isBefore(found.until()))
                            .orElse(null);
            if (item.isEmpty() || codes == null) {
                return new ProofResult.Wrong();
            }
            if (codes.tries() >= TRIES) {
                return new ProofResult.TooMany(Duration.between(now, codes.until()));
            }
            Codes tried = new Codes(codes.codes(), codes.until(), codes.tries() + 1);
            Optional<Item> counted =
                    ledger.put(
                            item.get()
                                    .with(
                                            Json.tree(tried)
                                                    .put(
                                                            Table.EXPIRES,
                                                            codes.until().getEpochSecond())));
            if (counted.isPresent()) {
                List<String> proved = matching(offer, codes, code);
                if (proved.isEmpty()) {
                    return new ProofResult.Wrong();
                }
                ledger.delete(counted.get());
                return new ProofResult.Proved(proved);
            }
        }
    }

    private List<String> matching(Offer offer, Codes codes, String code) {
        byte[] given = hash(offer, code).getBytes(StandardCharsets.US_ASCII);
        List<String> accountIds = new ArrayList<>();
        for (Code one : codes.codes()) {
            if (MessageDigest.isEqual(one.hash().getBytes(StandardCharsets.US_ASCII), given)) {
                accountIds.addAll(one.accountIds());
            }
        }
        return accountIds;
    }

    private void keep(Offer offer, Codes codes) {
        while (true) {
            Item item = ledger.get(id(offer)).orElseGet(() -> Item.fresh(id(offer), Json.object()));
            if (ledger.put(
                            item.with(
                                    Json.tree(codes)
                                            .put(Table.EXPIRES, codes.until().getEpochSecond())))
                    .isPresent()) {
                return;
            }
        }
    }

    private String hash(Offer offer, String code) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key.get());
            String text = "code\0" + offer.userId() + '\0' + offer.offerId() + '\0' + code;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    private static Id id(Offer offer) {
        return new Id("CODE#" + offer.userId(), "OFFER#" + offer.offerId());
    }
}
