package dev.handover.operation.claim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The old site's signed ids, `<uuid>:<hmac>`: HMAC-SHA1 of the uuid's text, in hex, of which the
/// first 20 digits are kept. Short, but 80 bits are still far from guessing over a network.
public final class SignedCookie {
    private static final Pattern FORM =
            Pattern.compile(
                    "([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}):([0-9a-f]{20})");
    private static final int HEX_DIGITS = 20;
    private static final String ALGORITHM = "HmacSHA1";

    private final SecretKeySpec key;

    /// @param secret the site's signing secret, as its configuration has it
    public SignedCookie(String secret) {
        key =
                new SecretKeySpec(
                        secret.getBytes(StandardCharsets.ISO_8859_1),
                        ALGORITHM); // as the site does
    }

    /// The id, as signed, or empty when the site didn't sign this.
    public Optional<String> verified(String cookie) {
        Matcher parts = FORM.matcher(cookie);
        if (!parts.matches()) {
            return Optional.empty();
        }
        byte[] given = parts.group(2).getBytes(StandardCharsets.US_ASCII);
        byte[] right = signature(parts.group(1)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, given) ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /// The cookie of an id, as the site would give it out.
    public String signed(UUID id) {
        return id + ":" + signature(id.toString());
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] hmac = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hmac).substring(0, HEX_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + ALGORITHM, e);
        }
    }
}
