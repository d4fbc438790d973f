package dev.handover.serveconsole;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.Http;
import dev.handover.lambda.RunRequests;
import dev.handover.lambda.Wiring;
import dev.handover.operation.DataMap;
import dev.handover.run.Engine;
import dev.handover.run.Table;

import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/// `/operator/*`, `/welcome`, `/console` and `/assets/*` → what operators do, and the pages.
public final class ServeConsoleHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Current<Http> http;

    public ServeConsoleHandler() {
        http =
                Wiring.of(Deployed.SERVE_CONSOLE)
                        .current(
                                wiring -> http(wiring.engine(), wiring.ledger(), wiring.dataMap()));
    }

    /// @param ledger the table that the engine's ledger is kept in; the account index is there too
    ServeConsoleHandler(Engine engine, Table ledger, DataMap map) {
        http = Current.always(http(engine, ledger, map));
    }

    private static Http http(Engine engine, Table ledger, DataMap map) {
        List<Http.Route> routes =
                Stream.of(
                                new RunRoutes(engine, RunRequests.of(map)).routes(),
                                new ControlRoutes(engine).routes(),
                                new HoldRoutes(engine).routes(),
                                new StopRoutes(engine).routes(),
                                new DeadLetterRoutes(engine).routes(),
                                new AccountRoutes(ledger, map, engine).routes(),
                                new PageRoutes().routes())
                        .flatMap(List::stream)
                        .toList();
        return new Http(engine.log(), routes);
    }

    /// As the template names them.
    SortedSet<String> routes() {
        return http.get().routes();
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return http.get().run(event);
    }
}
