package dev.handover.operation.claim;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes e-mail addresses with the stack's own key (HMAC-SHA-256), so that who reads the ledger
/// can't try addresses.
///
/// First the address is written in one way: no white space around it, composed characters (NFC),
/// the domain in lower case ASCII (`MÜLLER.example` is `xn--mller-kva.example`). The part before
/// the `@` keeps its case in the exact hash and loses it in the folded one. Dots and `+tags` stay:
/// what they mean is a provider's own business.
public final class EmailHashing {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES =
            32; // as long as the hash: a shorter key would be the weakest part

    private final Supplier<SecretKeySpec> key;

    public EmailHashing(byte[] key) {
        SecretKeySpec checked = checked(key);
        this.key = () -> checked;
    }

    /// @param key asked for at each hash, so that a function which is made for a snapshot holds
    ///   none
    public EmailHashing(Supplier<byte[]> key) {
        this.key = () -> checked(key.get());
    }

    private static SecretKeySpec checked(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the key of e-mail hashes has at least " + KEY_BYTES + " bytes");
        }
        return new SecretKeySpec(key, ALGORITHM);
    }

    /// Empty when the text is no address: it has no `@`, or nothing before or after it.
    public Optional<EmailHash> of(String address) {
        String text = address.strip();
        if (!isAscii(text)) { // else it is in that form, and Unicode's tables need not be loaded
            text = Normalizer.normalize(text, Normalizer.Form.NFC);
        }
        int at = text.lastIndexOf('@');
        if (at < 1 || at == text.length() - 1) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        String domain = ascii(text.substring(at + 1));
        // Only to lower case, not to upper and back: that would also make one of `ı` and `i`, which
        // are two people.
        String folded = local.toLowerCase(Locale.ROOT);
        return Optional.of(
                new EmailHash(
                        hash("exact", local + "@" + domain),
                        hash("folded", folded + "@" + domain)));
    }

    /// Tells keys apart without giving them away; 16 hex digits.
    public String keyId() {
        return hash("key", "").substring(0, 16);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    private static String ascii(String domain) {
        if (isAscii(domain)) {
            return domain.toLowerCase(Locale.ROOT);
        }
        try {
            return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return domain.toLowerCase(
                    Locale.ROOT); // no domain that can exist, but still equal to itself
        }
    }

    /// @param use keeps the hashes for different uses apart
    private String hash(String use, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM); // not thread-safe, so one for each call
            mac.init(key.get());
            return HexFormat.of()
                    .formatHex(mac.doFinal((use + '\0' + text).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }
}
