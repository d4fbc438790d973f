package dev.handover.operation.offer;

import dev.handover.operation.DataMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Data maps that differ a little from the shipped one.
public final class Maps {
    private Maps() {}

    /// GeneNetwork, with an auth system that says whether it has verified the address.
    public static DataMap verifiedEmail() {
        try {
            Path file = Files.createTempFile("genenetwork-verified", ".yaml");
            file.toFile().deleteOnExit();
            Files.writeString(
                    file,
                    """
                    extends: genenetwork
                    claim:
                      proof: [verified-email-claim, mailed-code, old-password, operator]
                      verified-email-claim: email_verified
                    """);
            return DataMap.load(file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
