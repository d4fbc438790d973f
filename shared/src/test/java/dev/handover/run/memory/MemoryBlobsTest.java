package dev.handover.run.memory;

import dev.handover.run.Blobs;
import dev.handover.run.BlobsContract;

class MemoryBlobsTest extends BlobsContract {
    private final Blobs blobs = new MemoryBlobs();

    @Override
    protected Blobs blobs() {
        return blobs;
    }
}
