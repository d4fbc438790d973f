package dev.handover.run.aws;

import dev.handover.run.Wrapper;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

import java.util.Map;

/// [Wrapper] by a symmetric KMS key. The name is the encryption context, so it stands readable in
/// CloudTrail: ids only.
public final class KmsWrapper implements Wrapper {
    private static final String CONTEXT = "name";

    private final KmsClient kms;
    private final String keyId;

    public KmsWrapper(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    @Override
    public byte[] wrap(String name, byte[] key) {
        return kms.encrypt(encrypt ->
                        encrypt.keyId(keyId)
                                .encryptionContext(Map.of(CONTEXT, name))
                                .plaintext(SdkBytes.fromByteArray(key)))
                .ciphertextBlob()
                .asByteArray();
    }

    @Override
    public byte[] unwrap(String name, byte[] wrapped) {
        try {
            return kms.decrypt(decrypt ->
                            decrypt.keyId(keyId)
                                    .encryptionContext(Map.of(CONTEXT, name))
                                    .ciphertextBlob(SdkBytes.fromByteArray(wrapped)))
                    .plaintext()
                    .asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException e) {
            throw new IllegalArgumentException("not a key that was wrapped under this name", e);
        }
    }
}
