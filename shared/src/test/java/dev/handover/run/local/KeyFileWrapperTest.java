package dev.handover.run.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.run.Wrapper;
import dev.handover.run.WrapperContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class KeyFileWrapperTest extends WrapperContract {
    @TempDir private Path folder;

    @Override
    protected Wrapper wrapper() {
        return new KeyFileWrapper(folder.resolve("state/wrapping.key"));
    }

    @Test
    void theSameKeyIsNeverWrappedToTheSameBytes() {
        byte[] key = new byte[32];

        assertFalse(Arrays.equals(wrapper().wrap("run-1", key), wrapper().wrap("run-1", key)));
    }

    @Test
    void theFileIsForItsOwnerOnlyAndAlone() throws Exception {
        wrapper();

        Path file = folder.resolve("state/wrapping.key");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (var files = Files.list(folder.resolve("state"))) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void anotherFileOpensNothing() {
        byte[] wrapped = wrapper().wrap("run-1", new byte[32]);
        Wrapper other = new KeyFileWrapper(folder.resolve("other.key"));

        assertThrows(IllegalArgumentException.class, () -> other.unwrap("run-1", wrapped));
    }

    @Test
    void aFileThatIsNoKeyIsRefusedAndLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.txt"), "not a key");

        assertThrows(IllegalArgumentException.class, () -> new KeyFileWrapper(file));

        assertEquals("not a key", Files.readString(file));
    }

    @Test
    void manyWhoStartAtOnceShareOneKey() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<byte[]>> wrapped = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                wrapped.add(
                        pool.submit(() -> {
                            together.await();
                            return wrapper().wrap("run-1", new byte[] {1, 2, 3});
                        }));
            }
            for (Future<byte[]> one : wrapped) {
                assertArrayEquals(new byte[] {1, 2, 3}, wrapper().unwrap("run-1", one.get()));
            }
        }
    }
}
