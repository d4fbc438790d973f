package dev.handover.serveconsole;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Csv;
import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.Refusal;
import dev.handover.lambda.RunRequests;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.LeftoverView;
import dev.handover.run.PlanView;
import dev.handover.run.Receipts;
import dev.handover.run.RecordsView;
import dev.handover.run.Run;
import dev.handover.run.RunView;
import dev.handover.run.Vault;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Starts runs and shows them: state and progress, plan, receipt, leftovers, who did what.
final class RunRoutes {
    private static final int USUAL_LEFTOVERS = 100;
    private static final int USUAL_RECORDS = 100;
    private static final String CSV = "text/csv";
    private static final List<String> COLUMNS =
            List.of("stage", "store", "collection", "kind", "record", "verdict", "reason");

    private final Engine engine;
    private final Controls controls;
    private final RunRequests requests;
    private final RunList list;

    RunRoutes(Engine engine, RunRequests requests) {
        this.engine = engine;
        this.requests = requests;
        controls = new Controls(engine);
        list = new RunList(engine);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST /operator/runs", this::start),
                Route.of("GET /operator/runs", asked -> Answer.ok(list.page(asked))),
                Route.of(
                        "GET /operator/runs/{runId}",
                        asked -> Answer.ok(RunView.withLanes(engine, run(asked)))),
                Route.of("GET /operator/runs/{runId}/plan", this::plan),
                Route.of("GET /operator/runs/{runId}/records", this::records),
                Route.of("GET /operator/runs/{runId}/receipt", this::receipt),
                Route.of("GET /operator/runs/{runId}/leftovers", this::leftovers),
                Route.of("GET /operator/runs/{runId}/actions", this::actions));
    }

    /// A dry run unless the request says otherwise. Under one `Idempotency-Key` of one operator
    /// there is one run; without a key, an equal request joins a run that is still live.
    private Answer start(Asked asked) {
        String by = by(asked);
        Optional<String> key = asked.header("idempotency-key");
        String runId =
                key.map(given -> DerivedId.of("idempotency-key", by, given))
                        .orElseGet(UUID::randomUUID)
                        .toString();
        Controls.Request request =
                requests.read(asked.body(), new RunRequests.Origin(runId, by, true, key.isEmpty()));
        return Answer.json(202, RunView.of(engine, RunRequests.start(controls, request)));
    }

    /// Operators are told from users by their prefix: no user's id has one.
    static String by(Asked asked) {
        return "operator:" + asked.operator();
    }

    private Answer plan(Asked asked) {
        Run run = run(asked);
        if (run.leg().digest() == null) {
            throw Refusal.wrongState(run.state(), "this run has no plan yet");
        }
        return unsealed(run, () -> Answer.ok(asked.page(next -> PlanView.of(engine, run, next))));
    }

    /// As JSON, or as CSV where that is asked for, whose next page a header names.
    private Answer records(Asked asked) {
        Run run = run(asked);
        int limit = asked.limit(USUAL_RECORDS);
        return unsealed(
                run,
                () -> {
                    RecordsView.Listed page =
                            asked.page(next -> RecordsView.of(engine, run, next, limit));
                    return asked.header("accept").orElse("").contains(CSV)
                            ? csv(page, asked.next() == null)
                            : Answer.ok(Json.tree(page).put("runId", run.runId()));
                });
    }

    private static Answer csv(RecordsView.Listed page, boolean first) {
        StringBuilder csv = new StringBuilder();
        if (first) {
            csv.append(Csv.row(COLUMNS));
        }
        page.records()
                .forEach(row ->
                        csv.append(
                                Csv.row(
                                        List.of(
                                                row.stage(),
                                                row.store(),
                                                row.collection(),
                                                row.kind(),
                                                row.record(),
                                                row.verdict() == null
                                                        ? ""
                                                        : row.verdict()
                                                                .name()
                                                                .toLowerCase(Locale.ROOT),
                                                row.reason() == null ? "" : row.reason()))));
        Answer answer =
                new Answer(
                        200,
                        Map.of("content-type", CSV + "; charset=utf-8"),
                        csv.toString(),
                        false);
        return page.next() == null ? answer : answer.with("x-next", page.next());
    }

    private Answer receipt(Asked asked) {
        Run run = run(asked);
        Receipts.Signed signed =
                Receipts.find(engine.vault(), run)
                        .orElseThrow(() ->
                                Refusal.wrongState(
                                        run.state(),
                                        "this run has no receipt yet; it gets one at its end"));
        ObjectNode answer = Json.object();
        answer.set("receipt", Json.parse(signed.receipt()));
        answer.putObject("signature")
                .put("algorithm", signed.algorithm())
                .put("keyId", signed.keyId())
                .put("value", signed.signature())
                .put("signed", signed.receipt());
        return Answer.ok(answer);
    }

    private Answer leftovers(Asked asked) {
        Run run = run(asked);
        int limit = asked.limit(USUAL_LEFTOVERS);
        return unsealed(
                run,
                () -> Answer.ok(asked.page(next -> LeftoverView.of(engine, run, next, limit))));
    }

    private Answer actions(Asked asked) {
        Run run = run(asked);
        ArrayNode actions = Json.object().arrayNode();
        engine.ledger().actions.of(run.runId()).forEach(action -> actions.add(Json.tree(action)));
        return Answer.ok(Json.object().put("runId", run.runId()).set("actions", actions));
    }

    private Run run(Asked asked) {
        return engine.ledger()
                .runs
                .find(asked.path("runId"))
                .orElseThrow(() -> Refusal.notFound("run"));
    }

    private static Answer unsealed(Run run, Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (Vault.Sealed sealed) {
            throw Refusal.wrongState(
                    run.state(),
                    "this run is sealed: its undo has expired, and its key is deleted");
        }
    }
}
