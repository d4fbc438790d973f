package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.run.Table.Id;
import dev.handover.run.Table.Item;

import java.time.Instant;
import java.util.List;

/// Makes requests anew whose subject may come back: each ended run that is to be watched has an
/// item that says when it is due next. Asking twice for the same look is one run, since its id is
/// derived from the watched run and the time.
final class Watches {
    /// In a request: the run that is repeated. Such a run is not watched itself.
    static final String AGAIN = "again";

    private static final String PARTITION = "WATCH";

    private Watches() {}

    /// Written before the run's participants are free; once more, it is the same item.
    static void begin(Engine engine, Run run) {
        Operation.Watch watch = engine.terms(run).watch();
        Instant ended = run.endedAt();
        boolean done = run.end() == Run.End.COMPLETE || run.end() == Run.End.INCOMPLETE;
        if (watch != null
                && ended != null
                && done
                && run.leg().kind() != Leg.Kind.UNDO
                && !run.request().has(AGAIN)) {
            put(engine, run.runId(), ended.plus(watch.every()));
        }
    }

    private static void put(Engine engine, String runId, Instant due) {
        ObjectNode body = Json.object().put("runId", runId).put("due", due.toString());
        engine.ledger().table().put(Item.fresh(new Id(PARTITION, due + "#" + runId), body));
    }

    static List<Item> due(Engine engine, int limit) {
        return engine.ledger().table().query(PARTITION, "", null, limit).items().stream()
                .filter(item -> !engine.now().isBefore(dueAt(item)))
                .toList();
    }

    private static Instant dueAt(Item item) {
        return Instant.parse(item.body().path("due").asText());
    }

    static String runId(Item item) {
        return item.body().path("runId").asText();
    }

    /// Looks once, and says when to look next. The next item is written before this one goes.
    static void look(Engine engine, Controls controls, Item item) {
        engine.ledger()
                .runs
                .find(runId(item))
                .filter(run -> run.leg().kind() != Leg.Kind.UNDO)
                .ifPresent(run -> look(engine, controls, run, dueAt(item)));
        engine.ledger().table().delete(item);
    }

    private static void look(Engine engine, Controls controls, Run run, Instant due) {
        Operation.Watch watch = engine.terms(run).watch();
        Instant ended = run.endedAt();
        if (watch == null || ended == null) {
            return; // a redrive is at work; its end begins the watch anew
        }
        controls.start(
                new Controls.Request(
                        DerivedId.of(run.runId(), AGAIN, due.toString()).toString(),
                        run.operation(),
                        run.request().deepCopy().put(AGAIN, run.runId()),
                        run.participants(),
                        "sweep-runs",
                        false,
                        false,
                        false));
        Instant usual = due.plus(watch.every());
        Instant next = usual.isAfter(engine.now()) ? usual : engine.now().plus(watch.every());
        if (!next.isAfter(ended.plus(watch.lasts()))) {
            put(engine, run.runId(), next);
        }
    }
}
