package dev.handover.local.canary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;

/// The looking itself: a scan that finds nothing is worth as much as what it would have found.
class CanariesTest {
    private final Canaries canaries = new Canaries();
    private final String email = canaries.email("Mail");

    private int found(String text) {
        return canaries.in("log", text.getBytes(StandardCharsets.UTF_8)).size();
    }

    @ParameterizedTest(name = "{0} characters before it")
    @CsvSource({"0", "1", "2", "3", "7"})
    @DisplayName("a canary is found as it is, in part, in capitals, in Base64 and in hexadecimal")
    void aCanaryIsFoundInEveryForm(int before) {
        String text = "x".repeat(before) + "{\"to\":\"" + email + "\"}";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(1, found(text));
        assertEquals(1, found(text.toUpperCase(java.util.Locale.ROOT)));
        assertEquals(1, found("to " + email.substring(0, 10) + "…"));
        assertEquals(1, found(HexFormat.of().formatHex(bytes)));
        assertEquals(1, Math.min(1, found(Base64.getEncoder().encodeToString(bytes))));
    }

    @ParameterizedTest
    @CsvSource({"SHA-256", "SHA-1", "MD5"})
    @DisplayName("the plain hash of an address is the address")
    void thePlainHashOfAnAddressIsTheAddress(String algorithm) throws Exception {
        byte[] hash = MessageDigest.getInstance(algorithm).digest(email.getBytes());
        assertEquals(1, found("hash=" + HexFormat.of().formatHex(hash)));
        assertEquals(1, found("hash=" + Base64.getEncoder().encodeToString(hash)));
    }

    @ParameterizedTest
    @CsvSource({"''", "nothing of anybody", "qzxk", "91c0ffee-0000-4000-8000-000000000001"})
    @DisplayName("nothing else is found")
    void nothingElseIsFound(String text) {
        assertEquals(0, found(text));
    }
}
