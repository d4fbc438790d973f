package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.run.memory.MemoryBlobs;
import dev.handover.run.memory.MemoryTable;
import dev.handover.run.memory.MemoryWrapper;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

class VaultTest {
    private record Note(String text) {}

    private final AtomicInteger gets = new AtomicInteger();
    private final RunKeys keys = new RunKeys(new MemoryTable(), new MemoryWrapper());
    private final Vault vault = new Vault(counted(new MemoryBlobs()), keys);

    private Blobs counted(Blobs blobs) {
        return new Blobs() {
            @Override
            public Optional<byte[]> get(String name) {
                gets.incrementAndGet();
                return blobs.get(name);
            }

            @Override
            public boolean putIfAbsent(String name, byte[] bytes) {
                return blobs.putIfAbsent(name, bytes);
            }
        };
    }

    @Test
    void whatIsReadOftenIsFetchedOnceAndNotBeforeItIsThere() {
        keys.make("run");
        assertEquals(Optional.empty(), vault.readOften("run", "names/0", Note.class));
        vault.settle("run", "names/0", new Note("Jane"), Note.class);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    Optional.of(new Note("Jane")), vault.readOften("run", "names/0", Note.class));
        }
        assertEquals(2, gets.get());
    }

    @Test
    void whatWasFetchedBeforeSaysNothingWhenTheKeyIsGone() {
        keys.make("run");
        vault.settle("run", "names/0", new Note("Jane"), Note.class);
        vault.readOften("run", "names/0", Note.class);
        keys.destroy("run");
        assertThrows(Vault.Sealed.class, () -> vault.readOften("run", "names/0", Note.class));
    }
}
