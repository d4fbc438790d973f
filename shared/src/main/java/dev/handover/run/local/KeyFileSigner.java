package dev.handover.run.local;

import dev.handover.run.Signer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/// [Signer] by an Ed25519 key in a file, for the embedded run. The file has two PEM blocks, the
/// private key (PKCS #8) and the public one (X.509); the public one is laid beside it as
/// `<file>.pub` for those who verify receipts. The key id is the key's JWK thumbprint (RFC 7638,
/// RFC 8037).
public final class KeyFileSigner implements Signer {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final int RAW_KEY = 32; // bytes, the last of the X.509 form

    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    /// @param file is made if there is none
    public KeyFileSigner(Path file) {
        String pem =
                new String(
                        KeyFile.readOrCreate(file, KeyFileSigner::newPair),
                        StandardCharsets.US_ASCII);
        try {
            KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
            privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(block(pem, PRIVATE)));
            publicKey = keys.generatePublic(new X509EncodedKeySpec(block(pem, PUBLIC)));
            Files.writeString(
                    file.resolveSibling(file.getFileName() + ".pub"),
                    pem(PUBLIC, publicKey.getEncoded()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " is not a file with an Ed25519 key pair", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Signature sign(byte[] message) {
        try {
            java.security.Signature signature = java.security.Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return new Signature("EdDSA", thumbprint(), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 can't sign here", e);
        }
    }

    private String thumbprint() throws GeneralSecurityException {
        byte[] encoded = publicKey.getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - RAW_KEY, encoded.length);
        String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + base64Url(raw) + "\"}";
        return base64Url(
                MessageDigest.getInstance("SHA-256")
                        .digest(jwk.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] newPair() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return (pem(PRIVATE, pair.getPrivate().getEncoded())
                            + pem(PUBLIC, pair.getPublic().getEncoded()))
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 keys can't be made here", e);
        }
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(der));
    }

    private static byte[] block(String pem, String type) {
        String begin = "-----BEGIN " + type + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + type + "-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no " + type);
        }
        return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
