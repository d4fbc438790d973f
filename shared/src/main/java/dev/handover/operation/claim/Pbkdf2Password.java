package dev.handover.operation.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Checks a password against the record of one: `algorithm` "pbkdf2", `hashfunc` "sha256", `salt`
/// in base64, `iterations`, `keylength` in bytes, and the derived key as hex in `password`. Older
/// records are that object as a JSON text. The record comes from the store, so what it asks for is
/// bounded: nobody can make a check run for minutes.
public final class Pbkdf2Password {
    private static final int MOST_ITERATIONS =
            1_000_000; // the system itself uses 100,000; this takes about half a second
    private static final int SHORTEST_KEY = 16; // bytes; below, guessing is no longer out of reach
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_CANDIDATE = 1_000; // characters
    private static final ObjectMapper JSON = new ObjectMapper();

    private Pbkdf2Password() {}

    /// What became of a check.
    public sealed interface Result {
        /// It is the password.
        record Matches() implements Result {}

        /// It isn't.
        record Differs() implements Result {}

        /// No password could be: the record is none.
        ///
        /// @param reason a code in kebab case
        record Unusable(String reason) implements Result {}
    }

    /// @param record the password's record, as [OldAccount.Account#password] has it
    public static Result check(JsonNode record, String candidate) {
        JsonNode fields = record;
        if (record.isTextual()) {
            try {
                fields = JSON.readTree(record.textValue());
            } catch (JsonProcessingException _) {
                return new Result.Unusable("broken-json");
            }
        }
        if (fields.isMissingNode() || fields.isNull()) {
            return new Result.Unusable("no-password");
        }
        if (!fields.isObject()) {
            return new Result.Unusable("not-an-object");
        }
        if (!fields.path("algorithm").asText("pbkdf2").equals("pbkdf2")) {
            return new Result.Unusable("other-algorithm");
        }
        if (!text(fields, "hashfunc").equals("sha256")) {
            return new Result.Unusable("other-hash-function");
        }
        return check(
                fields,
                candidate,
                number(fields.path("iterations")),
                number(fields.path("keylength")));
    }

    /// @param iterations 0 when there is no number
    /// @param keyLength bytes; 0 when there is no number
    private static Result check(JsonNode fields, String candidate, int iterations, int keyLength) {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            return new Result.Unusable("iterations-out-of-bounds");
        }
        if (keyLength < SHORTEST_KEY || keyLength > LONGEST_KEY) {
            return new Result.Unusable("key-length-out-of-bounds");
        }
        byte[] salt;
        byte[] expected;
        try {
            salt = Base64.getDecoder().decode(text(fields, "salt").strip());
        } catch (IllegalArgumentException _) {
            return new Result.Unusable("salt-not-base64");
        }
        try {
            expected = HexFormat.of().parseHex(text(fields, "password"));
        } catch (IllegalArgumentException _) {
            return new Result.Unusable("key-not-hex");
        }
        if (salt.length == 0) {
            return new Result.Unusable("no-salt");
        }
        if (expected.length != keyLength) {
            return new Result.Unusable("key-of-another-length");
        }
        if (candidate.isEmpty() || candidate.length() > LONGEST_CANDIDATE) {
            return new Result.Differs(); // the system never took such a one
        }
        return MessageDigest.isEqual(expected, derived(candidate, salt, iterations, keyLength))
                ? new Result.Matches()
                : new Result.Differs();
    }

    private static String text(JsonNode fields, String name) {
        return fields.path(name).isTextual() ? fields.path(name).textValue() : "";
    }

    private static int number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() ? node.intValue() : 0;
    }

    private static byte[] derived(String candidate, byte[] salt, int iterations, int keyLength) {
        PBEKeySpec spec =
                new PBEKeySpec(candidate.toCharArray(), salt, iterations, keyLength * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this Java platform has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
