package dev.handover.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.run.Log;
import dev.handover.run.Table;
import dev.handover.run.memory.MemoryTable;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class AdoptMapTest {
    private static final String OURS = "extends: genenetwork\nsystem: ours\n";

    private final Table ledger = new MemoryTable();
    private final List<String> logged = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-05T10:00:00Z");
    private AdoptMap.Source source = () -> at("1", OURS);

    private final AdoptMap adopt =
            new AdoptMap(
                    () -> source.read(),
                    ledger,
                    new Log(logged::add, () -> now, new Log.Source("test", "test")),
                    () -> now);

    private static AdoptMap.Found at(String tag, String text) {
        return new AdoptMap.Found("s3://maps/ours.yaml", tag, text);
    }

    private AdoptedMap adopted() {
        return AdoptedMap.find(ledger).orElseThrow();
    }

    private long said(String event) {
        return logged.stream().filter(line -> line.contains("\"" + event + "\"")).count();
    }

    @Test
    void aMapIsAdoptedWithAllThatItExtendsAndOnlyOnce() {
        adopt.look();
        AdoptedMap first = adopted();
        assertEquals("ours", DataMap.kept(String.valueOf(first.text())).system());
        assertEquals(
                DataMap.load("genenetwork").claimed(),
                DataMap.kept(String.valueOf(first.text())).claimed());
        assertEquals("1", first.tag());
        assertEquals(now, first.at());

        now = now.plusSeconds(60);
        adopt.look();
        assertEquals(first, adopted());
        assertEquals(1, said("data-map-adopted"));

        source = () -> at("2", OURS + "claim: { undo: P7D }\n");
        adopt.look();
        assertEquals("2", adopted().tag());
        assertFalse(first.version().equals(adopted().version()));
    }

    @Test
    void oneWithAMistakeIsRefusedAndTheLastGoodOneStaysUntilItIsMended() {
        adopt.look();
        AdoptedMap good = adopted();

        source = () -> at("2", OURS + "claim: { proof: [guess] }\n");
        adopt.look();
        assertEquals(good.text(), adopted().text());
        assertEquals(good.version(), adopted().version());
        AdoptedMap.Refused refused = adopted().refused();
        assertEquals("2", refused.tag());
        assertTrue(
                refused.why().contains("s3://maps/ours.yaml line 3, /claim/proof/0: "),
                refused.why());

        adopt.look();
        assertEquals(2, said("data-map-refused"), "at every look, so that the alarm stays on");
        assertTrue(logged.getLast().contains("\"ERROR\""), logged.getLast());

        source = () -> at("3", OURS + "claim: { proof: [operator] }\n");
        adopt.look();
        assertNull(adopted().refused());
        assertEquals("3", adopted().tag());
    }

    @Test
    void aMistakeThatIsTakenBackIsForgotten() {
        adopt.look();
        AdoptedMap good = adopted();
        source = () -> at("2", "system: [");
        adopt.look();
        source = () -> at("1", OURS);
        adopt.look();
        assertEquals(good, adopted());
    }

    @Test
    void beforeOneWasGoodThereIsNone() {
        source = () -> at("1", "stores: {}");
        adopt.look();
        assertTrue(adopted().version().isEmpty());
        assertEquals(1, said("data-map-refused"));
        source = () -> at("2", "x".repeat(200_000));
        adopt.look();
        assertTrue(adopted().refused().why().contains("longer than"));
    }

    @Test
    void aPlaceThatDoesNotAnswerChangesNothing() {
        adopt.look();
        AdoptedMap good = adopted();
        source =
                () -> {
                    throw new IllegalStateException("no answer");
                };
        adopt.look();
        assertEquals(good, adopted());
        assertEquals(1, said("data-map-unreachable"));
    }
}
