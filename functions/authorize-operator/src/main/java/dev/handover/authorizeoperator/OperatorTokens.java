package dev.handover.authorizeoperator;

import dev.handover.document.Content;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may use the operators' routes: the SHA-256 of each one's bearer token. Tokens are long and
/// random, so a plain hash is enough, and the hash alone opens nothing.
final class OperatorTokens {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_.-]+)=([0-9a-f]{64})");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+) *");

    private final Map<String, byte[]> hashes;

    private OperatorTokens(Map<String, byte[]> hashes) {
        this.hashes = hashes;
    }

    /// @param text `name=hash,name=hash`
    static OperatorTokens parse(String text) {
        Map<String, byte[]> hashes = new LinkedHashMap<>();
        for (String part : text.split(",")) {
            Matcher entry = ENTRY.matcher(part.strip());
            if (!entry.matches()) {
                throw new IllegalArgumentException(
                        "OPERATOR_TOKENS reads name=hash,name=hash: the hash is a SHA-256 in 64 hex"
                                + " digits");
            }
            if (hashes.put(entry.group(1), ascii(entry.group(2))) != null) {
                throw new IllegalArgumentException("OPERATOR_TOKENS names an operator twice");
            }
        }
        return new OperatorTokens(hashes);
    }

    /// Compares with every hash, each in constant time: how long it takes says nothing about how
    /// near a token came.
    ///
    /// @param authorization the header's value
    Optional<String> operator(String authorization) {
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            return Optional.empty();
        }
        byte[] hash = ascii(Content.sha256(bearer.group(1).getBytes(StandardCharsets.UTF_8)));
        Optional<String> found = Optional.empty();
        for (Map.Entry<String, byte[]> one : hashes.entrySet()) {
            if (MessageDigest.isEqual(one.getValue(), hash)) {
                found = Optional.of(one.getKey());
            }
        }
        return found;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
