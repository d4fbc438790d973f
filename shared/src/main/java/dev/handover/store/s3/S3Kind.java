package dev.handover.store.s3;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.store.Address;
import dev.handover.store.Store;
import dev.handover.store.StoreKind;

/// `s3`: see [S3Store]. Its setting `largest-object` is in bytes.
public final class S3Kind implements StoreKind {
    private static final long LARGEST_OBJECT = 32L << 20; // a batch of them has to fit in memory

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public Store open(String storeName, ObjectNode settings, Address address) {
        return new S3Store(
                storeName,
                address.aws().s3(),
                settings.path("largest-object").asLong(LARGEST_OBJECT));
    }
}
