package dev.handover.operation.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.operation.AdoptMap;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class MapInS3Test {
    private final S3Client s3 = Servers.s3();
    private final String bucket = Servers.freshName("maps");
    private final MapInS3 map = new MapInS3(s3, "s3://" + bucket + "/handover/ours.yaml");

    private void put(String text) {
        s3.putObject(
                put -> put.bucket(bucket).key("handover/ours.yaml"), RequestBody.fromString(text));
    }

    @Test
    void itIsReadWithATagThatChangesWithIt() {
        s3.createBucket(create -> create.bucket(bucket));
        assertThrows(NoSuchKeyException.class, map::read);

        put("system: émile");
        AdoptMap.Found first = map.read();
        assertEquals("system: émile", first.text());
        assertEquals("s3://" + bucket + "/handover/ours.yaml", first.place());
        assertEquals(first, map.read());

        put("system: other");
        assertNotEquals(first.tag(), map.read().tag());
    }

    @Test
    void anAddressInS3IsToldFromANameAndAPath() {
        assertTrue(MapInS3.isAddress("s3://bucket/key.yaml"));
        assertFalse(MapInS3.isAddress("genenetwork"));
        assertFalse(MapInS3.isAddress("maps/mine.yaml"));
    }
}
