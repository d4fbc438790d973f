package dev.handover.run.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.run.Blobs;
import dev.handover.run.BlobsContract;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class S3BlobsTest extends BlobsContract {
    private final S3Client s3 = Servers.s3();
    private final String bucket = Servers.freshName("journal");
    private final Blobs blobs = new S3Blobs(s3, bucket, "handover/");
    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void create() {
        s3.createBucket(create -> create.bucket(bucket));
    }

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @Test
    void everythingStandsUnderThePrefix() {
        blobs.putIfAbsent("run-1/receipt", new byte[1]);

        assertEquals(
                "handover/run-1/receipt",
                s3.listObjectsV2(list -> list.bucket(bucket)).contents().getFirst().key());
    }

    @Test
    void aConflictIsTriedAgainAfterAPause() {
        Blobs contended = new S3Blobs(conflicting(2), bucket, "", pauses::add);

        assertTrue(contended.putIfAbsent("contended", new byte[1]));
        assertEquals(2, pauses.size());
        assertFalse(contended.putIfAbsent("contended", new byte[1]));
    }

    @Test
    void aConflictThatStaysIsAnErrorAndNotAnAnswer() {
        Blobs contended = new S3Blobs(conflicting(100), bucket, "", pauses::add);

        assertThrows(
                IllegalStateException.class, () -> contended.putIfAbsent("contended", new byte[1]));
    }

    @Test
    void aBucketThatIsMissingIsTroubleAndNotAnEmptyAnswer() {
        Blobs lost = new S3Blobs(s3, Servers.freshName("nowhere"), "");

        assertThrows(NoSuchBucketException.class, () -> lost.get("run-1/receipt"));
        assertThrows(S3Exception.class, () -> lost.putIfAbsent("run-1/receipt", new byte[1]));
    }

    /// Answers the first puts with the conflict that S3 reports when others write the key at the
    /// same time.
    private S3Client conflicting(int times) {
        AtomicInteger left = new AtomicInteger(times);
        return (S3Client)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {S3Client.class},
                        (proxy, called, arguments) -> {
                            if (called.getName().equals("putObject")
                                    && !(arguments[0] instanceof PutObjectRequest)) {
                                return InvocationHandler.invokeDefault(proxy, called, arguments);
                            }
                            if (called.getName().equals("putObject")
                                    && left.getAndDecrement() > 0) {
                                throw S3Exception.builder()
                                        .statusCode(409)
                                        .message("ConditionalRequestConflict")
                                        .build();
                            }
                            try {
                                return called.invoke(s3, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
