package dev.handover.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Counts;
import dev.handover.document.Json;
import dev.handover.document.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// A run as users and scripts see it: state, exact progress, rate and time to go.
public final class RunView {
    /// More than go wrong in a run that goes well; all of them stand in the ledger.
    private static final int DELIVERIES = 100;

    private RunView() {}

    public static ObjectNode of(Engine engine, Run run) {
        return of(engine, run, engine.ledger().lanes.ofLeg(run));
    }

    private static ObjectNode of(Engine engine, Run run, List<Lane> lanes) {
        Tally tally = Conductor.counts(run, lanes);
        Counts total = tally.total();
        Leg leg = run.leg();
        ObjectNode view =
                Json.object()
                        .put("runId", run.runId())
                        .put("operation", run.operation())
                        .put("state", run.state().name().toLowerCase(Locale.ROOT))
                        .put("leg", leg.kind().name().toLowerCase(Locale.ROOT))
                        .put("dryRun", run.dryRun())
                        .put("waitsForApproval", waitsForApproval(run));
        if (!leg.planned().isEmpty() && run.end() == null) {
            view.put(
                    "stage",
                    leg.planned().get(Math.min(leg.stage(), leg.planned().size() - 1)).stage());
        }
        view.set("counts", counts(total));
        view.set("byKind", Json.tree(tally));
        view.put("mentions", leg.audited().stream().mapToLong(Leg.Audited::mentions).sum());
        view.put("leftovers", leg.audited().stream().mapToLong(Leg.Audited::leftovers).sum());
        view.put("progress", progress(run, lanes));
        view.put("digest", leg.digest());
        view.put("rules", run.rules());
        view.put("why", run.why());
        view.put("requestedBy", run.requestedBy());
        put(view, "startedAt", run.createdAt());
        put(view, "updatedAt", run.updatedAt());
        put(view, "endedAt", run.endedAt());
        put(view, "undoUntil", run.undoUntil());
        put(view, "sealedAt", run.sealedAt());
        view.put("window", run.window());
        view.put("ratePerSecond", run.ratePerSecond());
        speed(view, engine.now(), run, lanes);
        return view;
    }

    /// The same, with the lanes of the stage in hand (how many of their batches are closed), and
    /// with what became of notifications, and of other effects that could not be delivered.
    public static ObjectNode withLanes(Engine engine, Run run) {
        List<Lane> all = engine.ledger().lanes.ofLeg(run);
        ObjectNode view = of(engine, run, all);
        ArrayNode effects = view.putArray("effects");
        engine.ledger()
                .deliveries
                .of(run.runId(), DELIVERIES)
                .forEach(delivery ->
                        effects.add(Json.tree(delivery).put("state", code(delivery.state()))));
        ArrayNode lanes = view.putArray("lanes");
        all.stream()
                .filter(lane -> lane.stage() == run.leg().stage())
                .forEach(lane ->
                        lanes.addObject()
                                .put("index", lane.index())
                                .put("closed", closed(lane))
                                .put(
                                        "batches",
                                        (lane.batches() - lane.index() + lane.lanes() - 1)
                                                / lane.lanes()));
        return view;
    }

    private static String code(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Every run is `planned` for a moment; one that waits stays so.
    private static boolean waitsForApproval(Run run) {
        return run.state() == Run.State.PLANNED
                && run.needsApproval()
                && !run.dryRun()
                && (run.approved() == null || !run.approved().equals(run.leg().digest()));
    }

    /// The run's verdicts, by store and kind.
    public static Tally tally(Engine engine, Run run) {
        return new Conductor(engine).counts(run);
    }

    static ObjectNode counts(Counts counts) {
        return Json.tree(counts).put("pending", counts.pending());
    }

    /// 0 to 1: batches closed of all that are planned. Never falls within a leg.
    private static double progress(Run run, List<Lane> lanes) {
        int batches = run.leg().batches();
        Run.End end = run.end();
        if (end != null && end != Run.End.CANCELLED && !end.isUnplanned()) {
            return 1;
        }
        return batches == 0 ? 0 : (double) closed(lanes) / batches;
    }

    private static int closed(List<Lane> lanes) {
        return lanes.stream().mapToInt(RunView::closed).sum();
    }

    private static int closed(Lane lane) {
        return (lane.open() - lane.index()) / lane.lanes();
    }

    private static void speed(ObjectNode view, Instant now, Run run, List<Lane> lanes) {
        int batches = run.leg().batches();
        int closed = closed(lanes);
        Duration so = Duration.between(run.leg().notBefore(), now);
        if (run.end() == null && closed > 0 && closed < batches && so.isPositive()) {
            view.put(
                    "etaSeconds",
                    Math.round((double) so.toSeconds() / closed * (batches - closed)));
        }
    }

    private static void put(ObjectNode view, String field, @Nullable Instant at) {
        if (at != null) {
            view.put(field, at.toString());
        }
    }
}
