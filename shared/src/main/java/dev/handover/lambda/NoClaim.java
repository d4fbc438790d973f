package dev.handover.lambda;

import dev.handover.lambda.Http.Route;
import dev.handover.run.Log;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What the functions of a claim are in a stack whose data map has none. They are deployed all the
/// same: the map is a parameter.
public final class NoClaim {
    private NoClaim() {}

    public static boolean is(Wiring wiring) {
        return wiring.dataMap().claim() == null;
    }

    /// The routes of what there is, and of the others that there is nothing here.
    public static Http http(Log log, List<Route> some, String... others) {
        return new Http(
                log,
                Stream.concat(
                                some.stream(),
                                Arrays.stream(others).map(route -> Route.of(route, _ -> refuse())))
                        .toList());
    }

    /// Answers each of the routes that there is nothing here.
    public static Http http(Log log, String... routes) {
        return http(log, List.of(), routes);
    }

    private static Answer refuse() {
        throw new Refusal(404, "no-claim", "this system's data map has no claim");
    }
}
