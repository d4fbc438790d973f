package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.handover.document.Json;
import dev.handover.run.Log;
import dev.handover.run.Trace;
import dev.handover.store.StoreUnavailable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// The HTTP routes of one function. Finds the route of a request, answers refusals and trouble as
/// every route does, and never lets an exception out: API Gateway would answer without a word.
public final class Http {
    @FunctionalInterface
    public interface Handler {
        /// @throws Refusal when the request can't be met
        Answer handle(Asked asked);
    }

    /// @param path with its parameters in braces; `{name+}` at the end takes all that follows
    public record Route(String method, List<String> path, Handler handler) {
        /// @param key as in the template: `GET /runs/{runId}`
        public static Route of(String key, Handler handler) {
            int space = key.indexOf(' ');
            return new Route(
                    key.substring(0, space), List.of(key.substring(space + 1).split("/")), handler);
        }

        String key() {
            return method + " " + String.join("/", path);
        }

        /// The path's parameters, or empty when it is another path.
        Optional<Map<String, String>> match(List<String> asked) {
            Map<String, String> parameters = new LinkedHashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String part = path.get(i);
                if (part.endsWith("+}") && asked.size() > i) {
                    parameters.put(
                            part.substring(1, part.length() - 2),
                            String.join("/", asked.subList(i, asked.size())));
                    return Optional.of(parameters);
                }
                boolean parameter = part.startsWith("{");
                if (asked.size() <= i
                        || (parameter ? asked.get(i).isEmpty() : !part.equals(asked.get(i)))) {
                    return Optional.empty();
                }
                if (parameter) {
                    parameters.put(part.substring(1, part.length() - 1), asked.get(i));
                }
            }
            return asked.size() == path.size() ? Optional.of(parameters) : Optional.empty();
        }
    }

    private final Log log;
    private final List<Route> routes;

    public Http(Log log, List<Route> routes) {
        this.log = log;
        this.routes = List.copyOf(routes);
    }

    /// As the template names them.
    public SortedSet<String> routes() {
        return new TreeSet<>(routes.stream().map(Route::key).toList());
    }

    public APIGatewayV2HTTPResponse run(APIGatewayV2HTTPEvent event) {
        Asked bare = new Asked(event, Map.of());
        return Trace.within(bare.header("x-amzn-trace-id").orElse(null), () -> run(event, bare));
    }

    private APIGatewayV2HTTPResponse run(APIGatewayV2HTTPEvent event, Asked bare) {
        String method = event.getRequestContext().getHttp().getMethod();
        try {
            return answer(event, method).response();
        } catch (Refusal refusal) {
            return Answer.refused(refusal).response();
        } catch (StoreUnavailable trouble) {
            log.warn("store-unavailable", trouble, Map.of("request", bare.requestId()));
            return trouble(
                            503,
                            "unavailable",
                            "a part of the system does not answer; try again in a minute",
                            bare)
                    .with("retry-after", "60") // seconds
                    .response();
        } catch (RuntimeException trouble) {
            log.error("request-failed", trouble, Map.of("request", bare.requestId()));
            return trouble(
                            500,
                            "internal",
                            "something went wrong here; tell an operator this request's id",
                            bare)
                    .response();
        }
    }

    private Answer answer(APIGatewayV2HTTPEvent event, String method) {
        List<String> path = segments(event.getRawPath());
        SortedSet<String> others = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters = route.match(path);
            if (parameters.isPresent() && route.method().equals(method)) {
                return route.handler().handle(new Asked(event, parameters.get()));
            }
            parameters.ifPresent(_ -> others.add(route.method()));
        }
        if (others.isEmpty()) {
            throw new Refusal(404, "not-found", "there is nothing at this path");
        }
        String allowed = String.join(", ", others);
        return Answer.refused(new Refusal(405, "method-not-allowed", "this path takes " + allowed))
                .with("allow", allowed);
    }

    private static List<String> segments(String rawPath) {
        try {
            return Arrays.asList(rawPath.split("/", -1)).stream().map(Asked::decoded).toList();
        } catch (IllegalArgumentException badEscape) {
            throw new Refusal(400, "bad-path", "the path has a % that is no escape");
        }
    }

    private static Answer trouble(int status, String code, String message, Asked asked) {
        return Answer.json(
                status,
                Json.object()
                        .put("error", code)
                        .put("message", message)
                        .put("requestId", asked.requestId()));
    }
}
