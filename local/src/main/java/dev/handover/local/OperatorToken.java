package dev.handover.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The bearer token of this run's operator.
///
/// @param name as it stands in the ledger
record OperatorToken(String name, String token) {
    private static final int BYTES = 24; // of randomness; far beyond guessing

    /// Known to everybody, like the demonstration's people and their data.
    static OperatorToken ofDemonstration() {
        return new OperatorToken("demo", "demo-operator");
    }

    /// Made once per state folder, which only its owner can read.
    static OperatorToken keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                Files.writeString(file, HexFormat.of().formatHex(random));
            }
            return new OperatorToken("local", Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `name=hash`, as the parameter OperatorTokens has it.
    String entry() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(token.getBytes(StandardCharsets.UTF_8));
            return name + "=" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
