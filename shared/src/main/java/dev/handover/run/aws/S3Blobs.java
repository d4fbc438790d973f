package dev.handover.run.aws;

import dev.handover.run.BlobName;
import dev.handover.run.Blobs;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Gatherers;

/// [Blobs] in a bucket of S3, all under one prefix. The role needs `s3:ListBucket` beside get and
/// put: without it S3 answers 403 for a name that is not there, and [#get] throws.
public final class S3Blobs implements Blobs {
    private static final int TAKEN = 412; // Precondition Failed: the key exists
    private static final int CONFLICT =
            409; // ConditionalRequestConflict: others are writing the key just now

    /// Gets at the same time: fewer than the HTTP client has connections, 50.
    private static final int AT_ONCE = 32;

    private final S3Client s3;
    private final String bucket;
    private final String prefix;
    private final Backoff backoff;

    /// @param prefix of every key, with its `/`; may be empty
    public S3Blobs(S3Client s3, String bucket, String prefix) {
        this(s3, bucket, prefix, Backoff.real());
    }

    S3Blobs(S3Client s3, String bucket, String prefix, Consumer<Duration> pause) {
        this(s3, bucket, prefix, new Backoff(pause));
    }

    private S3Blobs(S3Client s3, String bucket, String prefix, Backoff backoff) {
        this.s3 = s3;
        this.bucket = bucket;
        this.prefix = prefix;
        this.backoff = backoff;
    }

    @Override
    public Optional<byte[]> get(String name) {
        String key = key(name);
        try {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException nothingThere) {
            return Optional.empty();
        }
    }

    @Override
    public List<Optional<byte[]>> getAll(List<String> names) {
        return names.stream().gather(Gatherers.mapConcurrent(AT_ONCE, this::get)).toList();
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) {
        String key = key(name);
        for (int attempt = 1; ; attempt++) {
            try {
                s3.putObject(
                        put -> put.bucket(bucket).key(key).ifNoneMatch("*"),
                        RequestBody.fromBytes(bytes));
                return true;
            } catch (S3Exception refused) {
                if (refused.statusCode() == TAKEN) {
                    return false;
                }
                if (refused.statusCode() != CONFLICT) {
                    throw refused;
                }
                backoff.after(attempt, "S3 reports a conflict on a put-if-absent");
            }
        }
    }

    private String key(String name) {
        return prefix + BlobName.checked(name);
    }
}
