package dev.handover.local.canary;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Values that a test plants wherever a person's data stands, and looks for wherever it must not
/// be. They share a beginning that occurs nowhere else, so that also a part, another case or
/// another spelling of one is found: Base64 wherever in a text it begins, hexadecimal, and the
/// plain hash of a whole value, which names a person as well as the value does.
public final class Canaries {
    private static final String STEM = "qzxkanary";
    private static final List<String> HASHES = List.of("SHA-256", "SHA-1", "MD5");

    /// What to look for, by what it stands for. Exact, or in lower case.
    private final Map<String, String> exact = new LinkedHashMap<>();

    private final Map<String, String> anyCase = new LinkedHashMap<>();

    public Canaries() {
        anyCase.put(STEM, "plain");
        anyCase.put(HexFormat.of().formatHex(bytes(STEM)), "hexadecimal");
        for (int before = 0; before < 3; before++) {
            byte[] shifted = bytes("\0".repeat(before) + STEM);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            // only characters that the stem alone decides
            String own = text.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
            exact.put(own, "Base64");
        }
    }

    /// A value for that field: `email` → `qzxkanaryemail`.
    public String of(String field) {
        return whole(STEM + field);
    }

    public String email(String field) {
        return whole(STEM + field + "@" + STEM + "host.example");
    }

    /// A secret that isn't ours to choose, such as a code that was mailed.
    public void secret(String value) {
        exact.put(value, "secret");
        whole(value);
    }

    private String whole(String value) {
        for (String algorithm : HASHES) {
            for (String text : List.of(value, value.toLowerCase(Locale.ROOT))) {
                byte[] hash = hash(algorithm, text);
                anyCase.put(HexFormat.of().formatHex(hash), algorithm + " of " + value);
                exact.put(
                        Base64.getEncoder().withoutPadding().encodeToString(hash),
                        algorithm + " of " + value);
            }
        }
        return value;
    }

    /// What is found there: one line each.
    public List<String> in(String place, byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<String> found = new ArrayList<>(in(place, text, exact));
        found.addAll(in(place, text.toLowerCase(Locale.ROOT), anyCase));
        return found;
    }

    private static List<String> in(String place, String text, Map<String, String> forms) {
        List<String> found = new ArrayList<>();
        forms.forEach((form, what) -> {
            int at = text.indexOf(form);
            if (at >= 0) {
                String around =
                        text.substring(
                                Math.max(0, at - 60),
                                Math.min(text.length(), at + form.length() + 40));
                found.add(place + ": " + what + " in …" + around + "…");
            }
        });
        return found;
    }

    private static byte[] hash(String algorithm, String value) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes(value));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has " + algorithm, e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
