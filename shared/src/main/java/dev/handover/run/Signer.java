package dev.handover.run;

/// Signs receipts: KMS in AWS, an Ed25519 key of its own in the local run.
public interface Signer {
    /// @param algorithm as in JOSE: `EdDSA` or `ES256`
    /// @param keyId names the key; a verifier looks it up
    record Signature(String algorithm, String keyId, byte[] bytes) {}

    Signature sign(byte[] message);
}
