package dev.handover.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// The public half of a key that signs receipts, of the kind that the signature's algorithm names
/// (RFC 7518, RFC 8037).
record ReceiptKey(Kind kind, PublicKey key) {
    private static final int RAW_ED25519 = 32; // bytes, the last of the X.509 form

    /// How the Java platform calls it.
    enum Kind {
        EdDSA("Ed25519", "Ed25519"),
        ES256("EC", "SHA256withECDSAinP1363Format"),
        RS256("RSA", "SHA256withRSA");

        private final String key;
        private final String signature;

        Kind(String key, String signature) {
            this.key = key;
            this.signature = signature;
        }

        static Optional<Kind> named(String algorithm) {
            return Arrays.stream(values()).filter(k -> k.name().equals(algorithm)).findFirst();
        }
    }

    /// @param file PEM, or the base64 alone that `aws kms get-public-key --output text --query
    ///   PublicKey` prints
    static ReceiptKey read(Path file, Kind kind) {
        try {
            StringBuilder base64 = new StringBuilder();
            Files.readString(file, StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(base64::append);
            byte[] der = Base64.getDecoder().decode(base64.toString().strip());
            return new ReceiptKey(
                    kind,
                    KeyFactory.getInstance(kind.key).generatePublic(new X509EncodedKeySpec(der)));
        } catch (IOException e) {
            throw new LocalProblem("The key " + file + " can't be read; name one with --key", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new LocalProblem(file + " holds no public key for " + kind, e);
        }
    }

    boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(kind.signature);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    /// Whether a receipt may call it so. Only the id of an Ed25519 key is made of the key itself;
    /// AWS's are names.
    boolean isCalled(String id) throws GeneralSecurityException {
        if (kind != Kind.EdDSA) {
            return true;
        }
        byte[] encoded = key.getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_ED25519, encoded.length);
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String jwk =
                "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\""
                        + base64.encodeToString(raw)
                        + "\"}";
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(jwk.getBytes(StandardCharsets.US_ASCII));
        return base64.encodeToString(hash).equals(id);
    }
}
