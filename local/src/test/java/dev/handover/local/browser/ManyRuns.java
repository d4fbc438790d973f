package dev.handover.local.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Counts;
import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.run.Controls;
import dev.handover.run.Lane;
import dev.handover.run.Leg;
import dev.handover.run.Run;
import dev.handover.run.Table;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;
import dev.handover.testing.MemoryStack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A ledger that has seen many runs: made by the engine in memory, then put into another table.
final class ManyRuns {
    /// Of a run with 20,000 batches, at work.
    static final String LARGE = "10000000-0000-4000-8000-000000000000";

    private static final int BATCHES = 20_000;
    private static final int LANES = 8;
    private static final int TOGETHER = 100; // items in one call

    private final MemoryStack stack = new MemoryStack();
    private final Controls controls = new Controls(stack.engine);

    private ManyRuns() {}

    /// So many claims: nearly all complete, every seventh a dry run, every ninetieth cancelled.
    /// Each began a minute after the one before.
    static void put(Table ledger, int count) {
        ManyRuns runs = new ManyRuns();
        runs.stack.now = Instant.now().minus(Duration.ofMinutes(count + 60L));
        for (int i = 0; i < count; i++) {
            runs.claim(i);
        }
        List<Item> items =
                runs.stack.ledger.items().stream()
                        .filter(item -> item.id().partition().startsWith("RUN#"))
                        .map(item -> Item.fresh(item.id(), item.body()))
                        .toList();
        for (int at = 0; at < items.size(); at += TOGETHER) {
            ledger.putAll(items.subList(at, Math.min(items.size(), at + TOGETHER)));
        }
    }

    private void claim(int number) {
        String from = "01d0ffee-0000-4000-9000-%012d".formatted(number);
        String to = "a1c0ffee-0000-4000-9000-%012d".formatted(number);
        List<String> collections = new ArrayList<>();
        for (int i = 0; i <= number % 6; i++) {
            collections.add(MemoryStack.collection(number * 10 + i, "Collection " + i));
        }
        if (number % 11 == 0) {
            collections.add("{\"id\": \"broken\"}");
        }
        stack.with("collections", from, "[" + String.join(", ", collections) + "]");
        stack.now = stack.now.plus(Duration.ofMinutes(1));
        ObjectNode request = Json.object().put("to", to);
        request.putArray("from").add(from);
        String runId =
                "%08x-0000-4000-9000-000000000000".formatted(number * 2_654_435_761L & 0xffffffffL);
        controls.start(
                new Controls.Request(
                        runId,
                        "claim",
                        request,
                        List.of(from, to),
                        "operator:demo",
                        number % 7 == 0,
                        false,
                        false));
        if (number % 90 == 1) {
            controls.cancel(runId, "operator:demo", "asked for by mistake");
        }
        stack.work();
    }

    /// A run of a million records in the middle of its work. Its lanes are at work for nobody: the
    /// sweep does not know of it.
    static void putLarge(Table ledger) {
        Instant started = Instant.now().minus(Duration.ofMinutes(40));
        Leg leg =
                new Leg(
                        Leg.Kind.FORWARD,
                        1,
                        Leg.Phase.APPLYING,
                        0,
                        0,
                        List.of(
                                new Leg.Planned(
                                        "erase-name",
                                        true,
                                        BATCHES,
                                        BATCHES * 50L,
                                        tally(Counts.found(BATCHES * 50L)),
                                        null)),
                        "0".repeat(64),
                        Tally.NONE,
                        List.of(),
                        1,
                        started);
        Run run =
                new Run(
                        LARGE,
                        "erase",
                        Json.object().put("subject", "somebody"),
                        List.of("somebody"),
                        "operator:demo",
                        false,
                        false,
                        null,
                        1,
                        List.of(leg),
                        LANES,
                        200d,
                        null,
                        null,
                        null,
                        started,
                        started,
                        null,
                        null,
                        null,
                        null);
        ledger.put(
                Item.fresh(
                        new Id("RUN#" + LARGE, "RUN"),
                        Json.tree(run)
                                .put(Table.LISTED, "runs")
                                .put(Table.LISTED_AT, started + "#" + LARGE)));
        for (int lane = 0; lane < LANES; lane++) {
            int closed = 1_000 + 60 * lane;
            Counts counts = new Counts(closed * 50L, closed * 49L, closed, 0, 0, 0, 0);
            Lane open =
                    new Lane(
                            LARGE,
                            1,
                            0,
                            lane,
                            LANES,
                            BATCHES,
                            lane + LANES * closed,
                            tally(counts),
                            started,
                            1,
                            null);
            ledger.put(
                    Item.fresh(
                            new Id("RUN#" + LARGE, "LANE#%06d#%03d#%04d".formatted(1, 0, lane)),
                            Json.tree(open)));
        }
    }

    private static Tally tally(Counts counts) {
        return new Tally(new TreeMap<>(Map.of("graph/content", counts)));
    }
}
