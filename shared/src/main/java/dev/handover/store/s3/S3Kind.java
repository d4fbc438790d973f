package dev.handover.store.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/// `s3`: see [S3Store]. Its setting `largest-object` is in bytes; `whole` has documents hold what
/// stands beside the bytes too.
public final class S3Kind implements StoreKind {
    private static final long LARGEST_OBJECT =
            8L << 20; // fifty of them, a batch, have to fit in memory

    @Override
    public String name() {
        return "s3";
    }

    /// A collection is a bucket, or a folder in one.
    @Override
    public List<String> grants(ObjectNode settings, SortedSet<String> collections) {
        return List.of(
                collections.stream()
                        .map(folder -> "arn:aws:s3:::" + folder.replaceFirst("/.*", ""))
                        .distinct()
                        .collect(Collectors.joining(",", "StoreBuckets=", "")),
                "to look:  s3:ListBucket, GetObject, GetObjectTagging (ReadBucketsPolicy)",
                "to move:  s3:PutObject, DeleteObject, PutObjectTagging (WriteBucketsPolicy)");
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return new S3Store(
                storeName,
                address.aws().s3(),
                settings.path("largest-object").asLong(LARGEST_OBJECT),
                settings.path("whole").asBoolean());
    }
}
