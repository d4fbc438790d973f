package dev.handover.operation.offer;

import dev.handover.operation.claim.OldAccount;
import dev.handover.operation.claim.Pbkdf2Password;
import dev.handover.run.Log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Proof by the old account's password, checked against the stored record of it. All accounts are
/// tried, so that the time it takes doesn't tell which one it was.
public final class OldPasswords {
    static final String WAY = "old-password";

    /// Whoever asks: an account has these, not the one who tries. As many as a person who half
    /// remembers needs.
    private static final RateLimit.Limit TRIES = new RateLimit.Limit(5, Duration.ofMinutes(15));

    private final RateLimit limits;
    private final Log log;

    public OldPasswords(RateLimit limits, Log log) {
        this.limits = limits;
        this.log = log;
    }

    ProofResult check(Collection<OldAccount.Account> accounts, String password) {
        List<String> proved = new ArrayList<>();
        Duration wait = Duration.ZERO;
        int tried = 0;
        for (OldAccount.Account account : accounts) {
            Optional<Duration> over = limits.take("password/" + account.id(), TRIES);
            if (over.isPresent()) {
                wait = over.get();
                continue;
            }
            tried++;
            switch (Pbkdf2Password.check(account.password(), password)) {
                case Pbkdf2Password.Result.Matches() -> proved.add(account.id());
                case Pbkdf2Password.Result.Differs() -> {}
                case Pbkdf2Password.Result.Unusable(String reason) ->
                        log.info(
                                "password-record-unusable",
                                Map.of("account", account.id(), "reason", reason));
            }
        }
        if (!proved.isEmpty()) {
            return new ProofResult.Proved(proved);
        }
        return tried == 0 && !accounts.isEmpty()
                ? new ProofResult.TooMany(wait)
                : new ProofResult.Wrong();
    }
}
