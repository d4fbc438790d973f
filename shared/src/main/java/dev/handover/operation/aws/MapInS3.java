package dev.handover.operation.aws;

import dev.handover.operation.AdoptMap;

import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// A data map at `s3://bucket/key`. The role needs `s3:GetObject` for it, and for its key where the
/// bucket is encrypted with one of its own.
public final class MapInS3 implements AdoptMap.Source {
    private static final String SCHEME = "s3://";

    private final S3Client s3;
    private final String bucket;
    private final String key;

    /// @param address as [#isAddress] takes it
    public MapInS3(S3Client s3, String address) {
        URI uri = URI.create(address);
        this.s3 = s3;
        this.bucket = Objects.requireNonNull(uri.getHost(), "s3://bucket/key");
        this.key = uri.getPath().substring(1);
    }

    public static boolean isAddress(String map) {
        return map.startsWith(SCHEME);
    }

    /// Its version where the bucket has versions, else its entity tag.
    @Override
    public AdoptMap.Found read() {
        ResponseBytes<GetObjectResponse> found =
                s3.getObjectAsBytes(get -> get.bucket(bucket).key(key));
        String version = found.response().versionId();
        return new AdoptMap.Found(
                SCHEME + bucket + "/" + key,
                version != null ? version : found.response().eTag(),
                new String(found.asByteArray(), StandardCharsets.UTF_8));
    }
}
