package dev.handover.serveconsole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Http.Route;
import dev.handover.run.Engine;
import dev.handover.run.GivenUp;

import java.util.List;

/// Dead letters: what was given up or refused, with its reason, newest first.
final class DeadLetterRoutes {
    private static final int USUAL = 50;

    private final Engine engine;

    DeadLetterRoutes(Engine engine) {
        this.engine = engine;
    }

    List<Route> routes() {
        return List.of(Route.of("GET /operator/dead-letters", this::list));
    }

    private Answer list(Asked asked) {
        int limit = asked.limit(USUAL);
        GivenUp.Page page = asked.page(next -> engine.ledger().givenUp.list(next, limit));
        ObjectNode view = Json.object();
        ArrayNode letters = view.putArray("deadLetters");
        page.messages().forEach(message -> letters.add(Json.tree(message)));
        return Answer.ok(page.next() == null ? view : view.put("next", page.next()));
    }
}
