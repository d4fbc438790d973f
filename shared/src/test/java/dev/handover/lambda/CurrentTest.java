package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handover.operation.DataMap;
import dev.handover.run.memory.MemoryTable;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class CurrentTest {
    private static final String IN_S3 = "s3://maps/ours.yaml";
    private static final String TEXT = DataMap.text("genenetwork");

    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private MapInUse use = new MapInUse(IN_S3, TEXT);
    private int looks;

    private Current<Object> current() {
        return new Current<>(
                () -> {
                    looks++;
                    return use;
                },
                _ -> new Object(),
                () -> now);
    }

    @Test
    void aPartIsMadeAnewWhenAnotherMapIsInUseAndNotBefore() {
        Current<Object> current = current();
        Object first = current.get();
        now = now.plusSeconds(29);
        assertSame(first, current.get());
        assertEquals(1, looks);

        now = now.plusSeconds(1);
        assertSame(first, current.get(), "the same map");
        assertEquals(2, looks);

        use = new MapInUse(IN_S3, TEXT.replace("genenetwork", "ours"));
        assertSame(first, current.get(), "not looked yet");
        now = now.plusSeconds(30);
        assertNotSame(first, current.get());
    }

    @Test
    void aMapThatIsPartOfTheDeploymentIsLookedAtOnce() {
        use = MapInUse.find("genenetwork", MemoryTable::new);
        Current<Object> current = current();
        Object first = current.get();
        now = now.plusSeconds(100_000);
        assertSame(first, current.get());
        assertEquals(1, looks);
        assertEquals(DataMap.load("genenetwork"), use.map());
    }

    @Test
    void whereNoMapWasAdoptedYetItSaysSo() {
        assertThrows(IllegalStateException.class, () -> MapInUse.find(IN_S3, MemoryTable::new));
    }
}
