package dev.handover.run;

import dev.handover.document.Json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// What a run writes down once and for all: manifests, journal, results. Each page is compressed
/// and sealed with the run's key (AES-256-GCM, the page's name as associated data), and written
/// only if its name is free: of two that do the same work at once, both go on with what the first
/// wrote.
public final class Vault {
    private static final int NONCE_BYTES = 12; // NIST SP 800-38D, 5.2.1.1
    private static final int TAG_BITS = 128;
    private static final int KEPT = 50; // pages; a function instance meets few runs at a time
    private static final int LARGEST_KEPT = 1 << 18; // bytes

    /// The run's key is gone, and with it all that was sealed with it.
    public static final class Sealed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Sealed(String runId) {
            super("run " + runId + " is sealed: its key was deleted when its undo expired");
        }
    }

    private final Blobs blobs;
    private final RunKeys keys;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>(); // by path

    public Vault(Blobs blobs, RunKeys keys) {
        this.blobs = blobs;
        this.keys = keys;
    }

    /// Writes the page unless there is one of that name.
    ///
    /// @return what stands there now: `page` itself when it was free
    <T> T settle(String runId, String name, T page, Class<T> type) {
        SecretKey key = keys.find(runId).orElseThrow(() -> new Sealed(runId));
        if (blobs.putIfAbsent(path(runId, name), seal(key, path(runId, name), Json.bytes(page)))) {
            return page;
        }
        return read(runId, name, type)
                .orElseThrow(() -> new IllegalStateException("a page was there and is gone"));
    }

    <T> Optional<T> read(String runId, String name, Class<T> type) {
        return blobs.get(path(runId, name)).map(sealed -> opened(runId, name, sealed, type));
    }

    /// A page that each batch of the run asks for; read from outside once. It is kept as it stands
    /// there, sealed, so it says nothing without the run's key.
    <T> Optional<T> readOften(String runId, String name, Class<T> type) {
        String path = path(runId, name);
        byte[] known = kept.get(path);
        if (known != null) {
            return Optional.of(opened(runId, name, known, type));
        }
        Optional<byte[]> sealed = blobs.get(path);
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        sealed.filter(bytes -> bytes.length <= LARGEST_KEPT)
                .ifPresent(bytes -> kept.put(path, bytes));
        return sealed.map(bytes -> opened(runId, name, bytes, type));
    }

    /// At most 100.
    <T> List<Optional<T>> readAll(String runId, List<String> names, Class<T> type) {
        List<Optional<byte[]>> sealed =
                blobs.getAll(names.stream().map(name -> path(runId, name)).toList());
        return IntStream.range(0, names.size())
                .mapToObj(i -> sealed.get(i).map(bytes -> opened(runId, names.get(i), bytes, type)))
                .toList();
    }

    private <T> T opened(String runId, String name, byte[] sealed, Class<T> type) {
        SecretKey key = keys.find(runId).orElseThrow(() -> new Sealed(runId));
        return Json.read(open(key, path(runId, name), sealed), type);
    }

    /// A page that anybody may read, because it holds nothing of a person. It outlives the run's
    /// key.
    <T> T settleOpen(String runId, String name, T page, Class<T> type) {
        if (blobs.putIfAbsent(path(runId, name), Json.bytes(page))) {
            return page;
        }
        return readOpen(runId, name, type)
                .orElseThrow(() -> new IllegalStateException("a page was there and is gone"));
    }

    <T> Optional<T> readOpen(String runId, String name, Class<T> type) {
        return blobs.get(path(runId, name)).map(bytes -> Json.read(bytes, type));
    }

    private static String path(String runId, String name) {
        return "run/" + runId + "/" + name;
    }

    private byte[] seal(SecretKey key, String name, byte[] plain) {
        try {
            byte[] nonce = new byte[NONCE_BYTES];
            random.nextBytes(nonce);
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, name);
            byte[] sealed = cipher.doFinal(compress(plain));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is not to be had", e);
        }
    }

    private static byte[] open(SecretKey key, String name, byte[] sealed) {
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, name);
            return decompress(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "a sealed page was changed or stands under another name: " + name, e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String name)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] compress(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] decompress(byte[] packed) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
