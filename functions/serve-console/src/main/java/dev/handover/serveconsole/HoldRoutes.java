package dev.handover.serveconsole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Fields;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.Refusal;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Holds;

import java.util.List;
import java.util.Set;

/// Holds: what must not be touched now (the id of a subject or of a record), why, and until when.
final class HoldRoutes {
    private final Engine engine;

    HoldRoutes(Engine engine) {
        this.engine = engine;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST /operator/holds", this::place),
                Route.of("GET /operator/holds", this::list),
                Route.of("DELETE /operator/holds", this::release));
    }

    private Answer place(Asked asked) {
        Fields fields = asked.body().only(Set.of("what", "why", "until"));
        Holds.Hold hold =
                new Holds.Hold(
                        fields.text("what"),
                        fields.text("why"),
                        RunRoutes.by(asked),
                        fields.instant("until").orElse(null));
        engine.ledger().holds.place(hold);
        return Answer.json(201, view(hold));
    }

    private Answer list(Asked asked) {
        ArrayNode holds = Json.object().arrayNode();
        engine.ledger().holds.on(engine.clock().instant()).forEach(hold -> holds.add(view(hold)));
        return Answer.ok(Json.object().set("holds", holds));
    }

    /// Ids of records have slashes in them, so the id stands in the query: `?what=…`.
    private Answer release(Asked asked) {
        String what =
                asked.query("what")
                        .orElseThrow(() -> Refusal.field("missing-field", "what", "is missing"));
        if (!new Controls(engine).release(what, RunRoutes.by(asked))) {
            throw Refusal.notFound("hold");
        }
        return Answer.nothing();
    }

    private static ObjectNode view(Holds.Hold hold) {
        ObjectNode view =
                Json.object()
                        .put("what", hold.what())
                        .put("why", hold.reason())
                        .put("by", hold.by());
        return hold.until() == null ? view : view.put("until", hold.until().toString());
    }
}
