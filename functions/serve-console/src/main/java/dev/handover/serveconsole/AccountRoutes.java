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
import dev.handover.run.Table;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/// The old account base: how far its index is, and what a claim would meet in it. Reads only.
final class AccountRoutes {
    private static final int USUAL_PAGE = 100;

    private final Table ledger;
    private final DataMap map;
    private final Stores stores;

    AccountRoutes(Table ledger, DataMap map, Stores stores) {
        this.ledger = ledger;
        this.map = map;
        this.stores = stores;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET /operator/index", _ -> Answer.ok(index())),
                Route.of("GET /operator/survey", this::survey));
    }

    private ObjectNode index() {
        IndexWalk.Walks walks = IndexWalk.walks(ledger);
        ObjectNode view = Json.object().put("ready", walks.finished() != null);
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

    private Answer survey(Asked asked) {
        if (map.accounts() == null || map.claim() == null) {
            throw new Refusal(
                    409, "no-accounts", "the data map has no claim from an old account base");
        }
        int limit = asked.limit(USUAL_PAGE);
        try {
            return Answer.ok(Json.tree(new Survey(map, stores).page(asked.next(), limit)));
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.field("bad-field", "next", "must be `next` of the page before");
        }
    }
}
