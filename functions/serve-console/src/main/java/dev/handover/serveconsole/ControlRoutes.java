package dev.handover.serveconsole;

import dev.handover.lambda.Answer;
import dev.handover.lambda.Asked;
import dev.handover.lambda.Fields;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.Refusal;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.Run;
import dev.handover.run.RunView;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What operators do to a run. Each answers with the run as it then is; what its state does not
/// allow is 409 and changes nothing. Every action is recorded with who and, if they say so, why.
final class ControlRoutes {
    private final Engine engine;
    private final Controls controls;

    ControlRoutes(Engine engine) {
        this.engine = engine;
        controls = new Controls(engine);
    }

    @FunctionalInterface
    private interface Control {
        Controls.Answer apply(String runId, String by, String why);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST /operator/runs/{runId}/approve", this::approve),
                Route.of("POST /operator/runs/{runId}/pause", this::pause),
                simple("resume", controls::resume),
                simple("cancel", controls::cancel),
                simple("undo", controls::undo),
                simple("redrive", controls::redrive),
                Route.of("POST /operator/runs/{runId}/throttle", this::throttle));
    }

    private Route simple(String verb, Control control) {
        return Route.of(
                "POST /operator/runs/{runId}/" + verb,
                asked -> {
                    Fields fields = asked.body().only(Set.of("why"));
                    return answer(
                            verb,
                            control.apply(asked.path("runId"), RunRoutes.by(asked), why(fields)));
                });
    }

    private Answer approve(Asked asked) {
        Fields fields = asked.body().only(Set.of("digest", "why"));
        return answer(
                "approve",
                controls.approve(
                        asked.path("runId"),
                        fields.text("digest"),
                        RunRoutes.by(asked),
                        why(fields)));
    }

    private Answer pause(Asked asked) {
        Fields fields = asked.body().only(Set.of("why", "until"));
        Instant until = fields.instant("until").orElse(null);
        if (until != null && !until.isAfter(engine.clock().instant())) {
            throw Refusal.field("bad-field", "until", "must be in the future");
        }
        return answer(
                "pause",
                controls.pause(asked.path("runId"), until, RunRoutes.by(asked), why(fields)));
    }

    /// What is left out stays as it is; a rate of null is none.
    private Answer throttle(Asked asked) {
        Fields fields = asked.body().only(Set.of("window", "ratePerSecond", "why"));
        Run run =
                engine.ledger()
                        .runs
                        .find(asked.path("runId"))
                        .orElseThrow(() -> Refusal.notFound("run"));
        int window = fields.number("window", 1, engine.settings().lanes()).orElse(run.window());
        Double rate =
                fields.object().has("ratePerSecond")
                        ? fields.positive("ratePerSecond").orElse(null)
                        : run.ratePerSecond();
        return answer(
                "throttle",
                controls.throttle(run.runId(), window, rate, RunRoutes.by(asked), why(fields)));
    }

    static String why(Fields fields) {
        return fields.optionalText("why").orElse("");
    }

    private Answer answer(String verb, Controls.Answer answer) {
        return switch (answer) {
            // read again: what was allowed has gone on since
            case Controls.Answer.Done(Run run) ->
                    Answer.ok(
                            RunView.of(engine, engine.ledger().runs.find(run.runId()).orElse(run)));
            case Controls.Answer.NoSuchRun() -> throw Refusal.notFound("run");
            case Controls.Answer.WrongState(Run run) ->
                    throw Refusal.wrongState(
                            run.state(),
                            "this run is " + state(run) + "; it does not take " + verb + " now");
            case Controls.Answer.OtherDigest(Run run) ->
                    throw new Refusal(
                            409,
                            "other-digest",
                            "the plan has another digest than the one you approve; look at the plan"
                                    + " again",
                            Map.of(
                                    "state",
                                    state(run),
                                    "digest",
                                    String.valueOf(run.leg().digest())));
        };
    }

    private static String state(Run run) {
        return run.state().name().toLowerCase(Locale.ROOT);
    }
}
