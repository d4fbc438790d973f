package dev.handover.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.run.Engine;
import dev.handover.run.Leg;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.run.RunView;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Somebody who looks at runs again and again, and remembers: counts add up and never shrink,
/// progress never falls and never passes 1, an end comes with its receipt.
final class Watch {
    private static final List<String> COUNTS =
            List.of("found", "changed", "unchanged", "skipped", "held", "unsupported", "failed");

    private final String who;
    private final Map<String, ObjectNode> seen = new HashMap<>();

    Watch(String who) {
        this.who = who;
    }

    void look(Engine engine, String runId) {
        engine.ledger()
                .runs
                .find(runId)
                .ifPresent(run -> {
                    look(run, RunView.of(engine, run));
                    boolean good = run.end() == Run.End.COMPLETE || run.end() == Run.End.UNDONE;
                    if (good && Receipts.find(engine.vault(), run).isEmpty()) {
                        throw new Divergence(who + " sees an end without its receipt");
                    }
                });
    }

    private void look(Run run, ObjectNode view) {
        JsonNode counts = view.path("counts");
        long decided = 0;
        for (String count : COUNTS.subList(1, COUNTS.size())) {
            decided += counts.path(count).asLong();
        }
        long pending = counts.path("pending").asLong();
        if (pending < 0 || counts.path("found").asLong() != pending + decided) {
            throw new Divergence(who + " sees counts that don't add up: " + counts);
        }
        double progress = view.path("progress").asDouble();
        if (progress < 0 || progress > 1) {
            throw new Divergence(who + " sees a progress of " + progress);
        }
        if (run.end() == Run.End.COMPLETE && (pending > 0 || counts.path("failed").asLong() > 0)) {
            throw new Divergence(who + " sees a complete run with counts " + counts);
        }
        compare(run.leg(), run, view);
    }

    private void compare(Leg leg, Run run, ObjectNode view) {
        ObjectNode before = seen.put(run.runId() + "/" + leg.epoch(), view);
        if (before == null) {
            return;
        }
        for (String count : COUNTS) {
            long was = before.path("counts").path(count).asLong();
            long is = view.path("counts").path(count).asLong();
            if (is < was) {
                throw new Divergence(
                        "%s sees %s shrink from %d to %d: %s".formatted(who, count, was, is, view));
            }
        }
        if (view.path("progress").asDouble() < before.path("progress").asDouble()) {
            throw new Divergence(who + " sees progress fall: " + before + " then " + view);
        }
    }
}
