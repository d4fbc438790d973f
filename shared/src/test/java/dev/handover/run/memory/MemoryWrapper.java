package dev.handover.run.memory;

import dev.handover.run.Wrapper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// [Wrapper] in memory, under a key that everybody knows. The nonce is drawn from name and key, so
/// that the same key is wrapped to the same bytes in every run of a test.
public final class MemoryWrapper implements Wrapper {
    private static final SecretKeySpec KNOWN = new SecretKeySpec(new byte[32], "AES");
    private static final int NONCE = 12; // bytes
    private static final int TAG = 128; // bits

    @Override
    public byte[] wrap(String name, byte[] key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(utf8(name));
            byte[] nonce = Arrays.copyOf(digest.digest(key), NONCE);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(key);
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public byte[] unwrap(String name, byte[] wrapped) {
        try {
            return cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(wrapped, NONCE))
                    .doFinal(
                            Arrays.copyOfRange(
                                    wrapped, Math.min(NONCE, wrapped.length), wrapped.length));
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("not a key that was wrapped under this name", e);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static Cipher cipher(int mode, String name, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, KNOWN, new GCMParameterSpec(TAG, nonce));
        cipher.updateAAD(utf8(name));
        return cipher;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
