package dev.handover.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids that come out the same each time they are made from the same parts (UUID version 5, RFC 9562
/// section 5.5), so that doing a thing twice makes one thing.
public final class DerivedId {
    private static final UUID NAMESPACE = UUID.fromString("5b0c0f7e-5a7f-5d6e-9a55-3f3f0b5e4c11");

    private DerivedId() {}

    public static UUID of(String... parts) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(
                    ByteBuffer.allocate(16)
                            .putLong(NAMESPACE.getMostSignificantBits())
                            .putLong(NAMESPACE.getLeastSignificantBits())
                            .array());
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                // the length in front keeps ("ab", "c") and ("a", "bc") apart
                sha1.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
                sha1.update(bytes);
            }
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
            long high = hash.getLong() & 0xFFFFFFFFFFFF0FFFL | 0x5000L;
            long low = hash.getLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-1", e);
        }
    }
}
