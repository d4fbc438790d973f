package dev.handover.serveconsole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Http.Route;
import dev.handover.run.Controls;
import dev.handover.run.Engine;

import java.util.List;
import java.util.Set;

/// The kill switch: stops all runs at once, and lets them go on. Either may be done twice.
final class StopRoutes {
    private final Engine engine;
    private final Controls controls;

    StopRoutes(Engine engine) {
        this.engine = engine;
        controls = new Controls(engine);
    }

    List<Route> routes() {
        return List.of(
                Route.of(
                        "POST /operator/stop",
                        asked -> {
                            controls.stopAll(RunRoutes.by(asked), why(asked));
                            return show();
                        }),
                Route.of(
                        "POST /operator/start",
                        asked -> {
                            controls.startAgain(RunRoutes.by(asked), why(asked));
                            return show();
                        }),
                Route.of("GET /operator/stop", _ -> show()));
    }

    private static String why(Asked asked) {
        return ControlRoutes.why(asked.body().only(Set.of("why")));
    }

    private Answer show() {
        ObjectNode view = Json.object();
        engine.ledger()
                .stop
                .find()
                .ifPresentOrElse(
                        on -> view.put("stopped", true).setAll(Json.tree(on)),
                        () -> view.put("stopped", false));
        ArrayNode actions = view.putArray("actions");
        engine.ledger()
                .actions
                .of(Controls.EVERY_RUN)
                .forEach(action -> actions.add(Json.tree(action)));
        return Answer.ok(view);
    }
}
