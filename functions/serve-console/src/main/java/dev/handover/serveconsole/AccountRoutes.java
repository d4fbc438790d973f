package dev.handover.serveconsole;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.Refusal;
import dev.handover.operation.AdoptedMap;
import dev.handover.operation.DataMap;
import dev.handover.operation.claim.IndexWalk;
import dev.handover.operation.claim.Survey;
import dev.handover.operation.claim.WalkReport;
import dev.handover.run.Engine;
import dev.handover.run.Table;
import dev.handover.store.NotInStore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The old account base: how far its index is; and what a claim would meet in it, or an erasure in
/// all records. Reads only.
final class AccountRoutes {
    private static final int USUAL_PAGE = 100;

    private final Table ledger;
    private final DataMap map;
    private final Engine engine;

    AccountRoutes(Table ledger, DataMap map, Engine engine) {
        this.ledger = ledger;
        this.map = map;
        this.engine = engine;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET /operator/index", _ -> Answer.ok(index())),
                Route.of("GET /operator/survey", this::survey));
    }

    private ObjectNode index() {
        IndexWalk.Walks walks = IndexWalk.walks(ledger);
        ObjectNode view = Json.object().put("ready", walks.finished() != null);
        surveys().forEach(view.putArray("surveys")::add);
        view.set("walk", view(walks.latest()));
        view.set("finished", view(walks.finished()));
        AdoptedMap.find(ledger).ifPresent(adopted -> view.set("map", view(adopted)));
        return view;
    }

    private static ObjectNode view(AdoptedMap adopted) {
        ObjectNode view = Json.tree(adopted).put("version", adopted.version().orElse(null));
        view.remove("text");
        return view;
    }

    private static @Nullable ObjectNode view(@Nullable WalkReport report) {
        if (report == null) {
            return null;
        }
        ObjectNode view =
                Json.tree(report).put("phase", report.phase().name().toLowerCase(Locale.ROOT));
        view.remove(List.of("cursor", "keyId", "finished"));
        return view;
    }

    /// Operations that can be surveyed, the one meant without a name first.
    private List<String> surveys() {
        return Stream.of("claim", "erase")
                .filter(operation ->
                        operation.equals("claim")
                                ? map.accounts() != null && map.claim() != null
                                : engine.operations().containsKey(operation))
                .toList();
    }

    private Answer survey(Asked asked) {
        List<String> surveys = surveys();
        if (surveys.isEmpty()) {
            throw new Refusal(
                    409,
                    "no-accounts",
                    "the data map has no claim from an old account base, and no erasure");
        }
        String operation = asked.query("operation").orElse(surveys.getFirst());
        if (!surveys.contains(operation)) {
            throw Refusal.field(
                    "bad-field", "operation", "must be " + String.join(" or ", surveys));
        }
        int limit = asked.limit(USUAL_PAGE);
        try {
            return Answer.ok(
                    Json.tree(
                            operation.equals("claim")
                                    ? new Survey(map, engine.stores()).page(asked.next(), limit)
                                    : engine.operations()
                                            .get(operation)
                                            .survey(asked.next(), limit)
                                            .orElseThrow()));
        } catch (NotInStore missing) {
            throw new Refusal(409, NotInStore.CODE, String.valueOf(missing.getMessage()));
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.field("bad-field", "next", "must be `next` of the page before");
        }
    }
}
