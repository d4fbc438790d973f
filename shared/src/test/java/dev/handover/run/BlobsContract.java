package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What all [Blobs] keep.
@Timeout(120) // seconds
public abstract class BlobsContract {
    /// The same ones all through a test; empty when it begins.
    protected abstract Blobs blobs();

    @Test
    void whatIsPutIsThereToTheByte() {
        byte[] megabyte = new byte[1 << 20];
        new Random(1).nextBytes(megabyte);

        assertTrue(blobs().putIfAbsent("run-1/journal/0001", megabyte));
        assertTrue(blobs().putIfAbsent("run-1/journal/0002", new byte[0]));

        assertArrayEquals(megabyte, blobs().get("run-1/journal/0001").orElseThrow());
        assertArrayEquals(new byte[0], blobs().get("run-1/journal/0002").orElseThrow());
        assertEquals(Optional.empty(), blobs().get("run-1/journal/0003"));
        assertEquals(Optional.empty(), blobs().get("run-1/journal"));
    }

    @Test
    void whatStandsThereStays() {
        assertTrue(blobs().putIfAbsent("run-1/receipt", bytes("first")));

        assertFalse(blobs().putIfAbsent("run-1/receipt", bytes("second")));
        assertFalse(blobs().putIfAbsent("run-1/receipt", bytes("first")));

        assertArrayEquals(bytes("first"), blobs().get("run-1/receipt").orElseThrow());
    }

    @Test
    void ofManyWhoPutAtOnceOneWins() throws Exception {
        int rounds = 5;
        int threads = 4;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int round = 0; round < rounds; round++) {
                String name = "race/" + round;
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<Boolean>> puts = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    byte[] mine = bytes("thread " + thread);
                    puts.add(
                            pool.submit(() -> {
                                together.await();
                                return blobs().putIfAbsent(name, mine);
                            }));
                }
                List<Integer> winners = new ArrayList<>();
                for (int thread = 0; thread < threads; thread++) {
                    if (puts.get(thread).get()) {
                        winners.add(thread);
                    }
                }
                assertEquals(1, winners.size(), "round " + round);
                assertArrayEquals(
                        bytes("thread " + winners.getFirst()), blobs().get(name).orElseThrow());
            }
        }
    }

    @Test
    void whatACallerDoesToTheBytesAfterwardsChangesNothing() {
        byte[] mine = bytes("abc");
        blobs().putIfAbsent("copies", mine);
        mine[0] = 'x';
        blobs().get("copies").orElseThrow()[1] = 'x';

        assertArrayEquals(bytes("abc"), blobs().get("copies").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", "a/.", ".hidden", "a b",
                "a\0b", "a\\b", "ä", "a@b.c"
            })
    void aNameThatIsNoneIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> blobs().putIfAbsent(name, bytes("x")));
        assertThrows(IllegalArgumentException.class, () -> blobs().get(name));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
