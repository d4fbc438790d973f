package dev.handover.run.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.run.Signer;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.Signature;

class KmsSignerTest {
    /// Several, because r or s is shorter than 32 bytes in one of 128 signatures, and has a sign
    /// byte in every second.
    private static final int SIGNATURES = 300;

    @Test
    void signaturesVerifyInTheFormOfJose() throws Exception {
        try (KmsStandIn kms = new KmsStandIn()) {
            Signer signer = new KmsSigner(kms.client(), "alias/receipts");
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(kms.publicKey());
            for (int i = 0; i < SIGNATURES; i++) {
                byte[] message =
                        ("receipt " + i + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8);

                Signer.Signature signature = signer.sign(message);

                verifier.update(message);
                assertTrue(verifier.verify(signature.bytes()), "receipt " + i);
                assertEquals("ES256", signature.algorithm());
                assertEquals(KmsStandIn.KEY_ARN, signature.keyId());
                assertEquals(64, signature.bytes().length);
            }
        }
    }
}
