package dev.handover.lambda;

import dev.handover.lambda.Http.Route;
import dev.handover.run.Log;

import java.util.Arrays;

/// What the functions of a claim are in a stack whose data map has none. They are deployed all the
/// same: the map is a parameter.
public final class NoClaim {
    private NoClaim() {}

    public static boolean is(Wiring wiring) {
        return wiring.dataMap().claim() == null;
    }

    /// Answers each of the routes that there is nothing here.
    public static Http http(Log log, String... routes) {
        return new Http(
                log, Arrays.stream(routes).map(route -> Route.of(route, _ -> refuse())).toList());
    }

    private static Answer refuse() {
        throw new Refusal(404, "no-claim", "this system's data map has no claim");
    }
}
