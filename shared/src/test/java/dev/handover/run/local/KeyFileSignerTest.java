package dev.handover.run.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.run.Signer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;

class KeyFileSignerTest {
    private static final byte[] MESSAGE = "a receipt".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path folder;

    @Test
    void aSignatureVerifiesForItsMessageOnly() throws Exception {
        KeyFileSigner signer = new KeyFileSigner(folder.resolve("receipts.key"));

        Signer.Signature signature = signer.sign(MESSAGE);

        assertEquals("EdDSA", signature.algorithm());
        assertTrue(verifies(signer.publicKey(), MESSAGE, signature.bytes()));
        assertFalse(
                verifies(
                        signer.publicKey(),
                        "another".getBytes(StandardCharsets.UTF_8),
                        signature.bytes()));
    }

    @Test
    void theKeyIsTheSameAfterANewStart() {
        Signer.Signature before = new KeyFileSigner(folder.resolve("receipts.key")).sign(MESSAGE);
        Signer.Signature after = new KeyFileSigner(folder.resolve("receipts.key")).sign(MESSAGE);

        assertEquals(before.keyId(), after.keyId());
        assertArrayEquals(before.bytes(), after.bytes());
    }

    @Test
    void thePrivateKeyIsForItsOwnerOnlyAndThePublicOneLiesBesideIt() throws Exception {
        KeyFileSigner signer = new KeyFileSigner(folder.resolve("receipts.key"));

        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("receipts.key"))));
        String published = Files.readString(folder.resolve("receipts.key.pub"));
        assertTrue(published.contains("BEGIN PUBLIC KEY"));
        assertFalse(published.contains("PRIVATE"));
        assertTrue(
                published.contains(
                        Base64.getMimeEncoder().encodeToString(signer.publicKey().getEncoded())));
    }

    /// The key of RFC 8032 section 7.1, test 1 (signature of nothing) and of RFC 8037 appendix A
    /// (thumbprint).
    @Test
    void signsAndNamesTheKeyAsTheRfcsDo() throws Exception {
        byte[] d =
                HexFormat.of()
                        .parseHex(
                                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] x =
                HexFormat.of()
                        .parseHex(
                                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        Path file = folder.resolve("rfc.key");
        Files.writeString(
                file,
                pem("PRIVATE KEY", "302e020100300506032b657004220420", d)
                        + pem("PUBLIC KEY", "302a300506032b6570032100", x));

        Signer.Signature signature = new KeyFileSigner(file).sign(new byte[0]);

        assertEquals("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", signature.keyId());
        assertEquals(
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
                HexFormat.of().formatHex(signature.bytes()));
    }

    @Test
    void aFileThatHoldsNoKeysIsRefusedAndLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a key");

        assertThrows(IllegalArgumentException.class, () -> new KeyFileSigner(file));

        assertEquals("not a key", Files.readString(file));
        assertFalse(Files.exists(folder.resolve("notes.txt.pub")));
    }

    private static String pem(String type, String derPrefix, byte[] raw) {
        String der = derPrefix + HexFormat.of().formatHex(raw);
        String base64 = Base64.getMimeEncoder().encodeToString(HexFormat.of().parseHex(der));
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, base64);
    }

    private static boolean verifies(PublicKey key, byte[] message, byte[] signature)
            throws Exception {
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key);
        verifier.update(message);
        return verifier.verify(signature);
    }
}
