package dev.handover.operation.offer;

import dev.handover.operation.claim.OldAccount;
import dev.handover.operation.claim.OldAccounts;
import dev.handover.run.Log;

import java.util.List;
import java.util.Map;

/// Takes proofs that the old accounts of an offer are the person's, in the ways that the data map
/// allows.
public final class Prover {
    private final OldAccounts accounts;
    private final MailedCodes codes;
    private final OldPasswords passwords;
    private final Proofs proofs;
    private final Log log;

    public Prover(
            OldAccounts accounts,
            MailedCodes codes,
            OldPasswords passwords,
            Proofs proofs,
            Log log) {
        this.accounts = accounts;
        this.codes = codes;
        this.passwords = passwords;
        this.proofs = proofs;
        this.log = log;
    }

    /// Mails a code to the address of each account that isn't proved yet. The answer is the same
    /// when there is none.
    public ProofResult sendCode(Sight sight) {
        return codes.send(sight.offer(), unproven(sight));
    }

    public ProofResult checkCode(Sight sight, String code) {
        return kept(sight, codes.check(sight.offer(), code), MailedCodes.WAY);
    }

    public ProofResult checkPassword(Sight sight, String password) {
        return kept(sight, passwords.check(unproven(sight), password), OldPasswords.WAY);
    }

    private List<OldAccount.Account> unproven(Sight sight) {
        return accounts.read(sight.unproven()).values().stream()
                .filter(OldAccount.Account.class::isInstance)
                .map(OldAccount.Account.class::cast)
                .toList();
    }

    private ProofResult kept(Sight sight, ProofResult result, String way) {
        String user = sight.offer().userId();
        if (result instanceof ProofResult.Proved(List<String> accountIds)) {
            proofs.keep(user, accountIds, way);
            log.info("account-proved", Map.of("user", user, "accounts", accountIds, "way", way));
        } else if (result instanceof ProofResult.Wrong || result instanceof ProofResult.TooMany) {
            log.info(
                    "proof-refused",
                    Map.of("user", user, "offer", sight.offer().offerId(), "way", way));
        }
        return result;
    }
}
