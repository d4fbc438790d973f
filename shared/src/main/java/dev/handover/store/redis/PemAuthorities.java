package dev.handover.store.redis;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/// Certificates of a private authority, given as PEM text, in the form that the TLS client wants
/// them: a key store.
final class PemAuthorities {
    static final String TYPE = "PKCS12";
    static final char[] PASSWORD =
            "public".toCharArray(); // the format wants one; certificates are no secret

    private final byte[] keyStore;

    private PemAuthorities(byte[] keyStore) {
        this.keyStore = keyStore;
    }

    /// @throws IllegalArgumentException when there is no certificate in the text
    static PemAuthorities read(String pem) {
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(null, PASSWORD);
            byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            if (store.size() == 0) {
                throw new IllegalArgumentException("the authorities' text has no PEM certificate");
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, PASSWORD);
            return new PemAuthorities(out.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "the authorities' text is not a list of PEM certificates", e);
        }
    }

    InputStream keyStore() {
        return new ByteArrayInputStream(keyStore);
    }
}
