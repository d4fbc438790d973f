package dev.handover.run.local;

import dev.handover.run.Wrapper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// [Wrapper] by an AES-256 key in a file, for the embedded run. A wrapped key is a random nonce of
/// 12 bytes, then AES-GCM's ciphertext and tag; the name is its associated data. Who has the file
/// can open everything: it is KMS's stand-in, and to be guarded like the data itself.
public final class KeyFileWrapper implements Wrapper {
    private static final int KEY = 32; // bytes
    private static final int NONCE =
            12; // bytes; random is safe for 2^32 wraps, and a run makes one
    private static final int TAG = 128; // bits

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /// @param file is made if there is none
    public KeyFileWrapper(Path file) {
        byte[] bytes = KeyFile.readOrCreate(file, () -> random(KEY));
        if (bytes.length != KEY) {
            throw new IllegalArgumentException(
                    file + " is not a key file: it has " + bytes.length + " bytes, not 32");
        }
        key = new SecretKeySpec(bytes, "AES");
    }

    @Override
    public byte[] wrap(String name, byte[] plain) {
        byte[] nonce = random(NONCE);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(plain);
            return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM can't seal here", e);
        }
    }

    @Override
    public byte[] unwrap(String name, byte[] wrapped) {
        if (wrapped.length < NONCE + TAG / Byte.SIZE) {
            throw new IllegalArgumentException("too short for a wrapped key");
        }
        byte[] nonce = new byte[NONCE];
        byte[] sealed = new byte[wrapped.length - NONCE];
        ByteBuffer.wrap(wrapped).get(nonce).get(sealed);
        try {
            return cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("not a key that was wrapped under this name", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM can't open here", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
