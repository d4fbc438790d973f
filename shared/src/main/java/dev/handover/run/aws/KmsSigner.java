package dev.handover.run.aws;

import dev.handover.run.Signer;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// [Signer] by a KMS key on the curve P-256. The key id is the key's ARN: `aws kms get-public-key`
/// gives what verifies it.
public final class KmsSigner implements Signer {
    private static final int COORDINATE = 32; // bytes of r and of s on P-256
    private static final int SEQUENCE = 0x30; // DER tags
    private static final int INTEGER = 0x02;

    private final KmsClient kms;
    private final String keyId;

    public KmsSigner(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    @Override
    public Signature sign(byte[] message) {
        // The digest, not the message: KMS takes at most 4096 bytes of that.
        SdkBytes digest = SdkBytes.fromByteArray(sha256(message));
        SignResponse signed =
                kms.sign(sign ->
                        sign.keyId(keyId)
                                .messageType(MessageType.DIGEST)
                                .message(digest)
                                .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256));
        return new Signature("ES256", signed.keyId(), joseBytes(signed.signature().asByteArray()));
    }

    /// KMS answers with DER; JOSE (RFC 7518 section 3.4) wants r and s in 32 bytes each.
    private static byte[] joseBytes(byte[] der) {
        ByteBuffer in = ByteBuffer.wrap(der);
        expect(in, SEQUENCE);
        in.get(); // length of both, less than 128 on this curve
        byte[] jose = new byte[2 * COORDINATE];
        for (int end = COORDINATE; end <= jose.length; end += COORDINATE) {
            expect(in, INTEGER);
            byte[] coordinate = new byte[in.get()];
            in.get(coordinate);
            byte[] shortest = new BigInteger(1, coordinate).toByteArray();
            int skip = shortest.length > COORDINATE ? 1 : 0; // a sign byte
            System.arraycopy(
                    shortest, skip, jose, end - (shortest.length - skip), shortest.length - skip);
        }
        return jose;
    }

    private static void expect(ByteBuffer in, int tag) {
        if (in.get() != tag) {
            throw new IllegalStateException(
                    "KMS answered with something else than a DER signature");
        }
    }

    private static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
