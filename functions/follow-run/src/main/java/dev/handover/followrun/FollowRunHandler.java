package dev.handover.followrun;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.Http;
import dev.handover.lambda.Http.Route;
import dev.handover.lambda.HttpHandler;
import dev.handover.lambda.Persons;
import dev.handover.lambda.Wiring;
import dev.handover.run.Engine;

import java.util.List;

/// `GET /runs/{runId}`, its receipt, and `POST /runs/{runId}/undo` → a person's own run.
public final class FollowRunHandler implements HttpHandler {
    private final Current<Http> http;

    public FollowRunHandler() {
        http =
                Wiring.of(Deployed.FOLLOW_RUN)
                        .current(wiring -> http(new Persons(wiring.userInfo()), wiring.engine()));
    }

    FollowRunHandler(Persons persons, Engine engine) {
        http = Current.always(http(persons, engine));
    }

    private static Http http(Persons persons, Engine engine) {
        OwnRun run = new OwnRun(persons, engine);
        return new Http(
                engine.log(),
                List.of(
                        Route.of("GET /runs/{runId}", run::show),
                        Route.of("GET /runs/{runId}/receipt", run::receipt),
                        Route.of("POST /runs/{runId}/undo", run::undo)));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return http.get().run(event);
    }
}
