package dev.handover.local.triggers;

import dev.handover.local.template.Trigger;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the route of a request as API Gateway does: a whole match first, then the one with fewest
/// `{variables}`, then a greedy `{proxy+}`, then `$default`; the method itself before `ANY`.
final class RouteTable {
    record Target(Trigger.Route route, String function) {
        String key() {
            return route.path().equals("$default")
                    ? "$default"
                    : route.method() + " " + route.path();
        }
    }

    record Match(Target target, Map<String, String> pathParameters) {}

    private final List<Target> targets;

    RouteTable(List<Target> targets) {
        this.targets =
                targets.stream()
                        .sorted(
                                Comparator.comparing((Target target) ->
                                                target.route().path().equals("$default"))
                                        .thenComparing(
                                                target -> target.route().path().contains("+}"))
                                        .thenComparing(target -> variables(target.route().path()))
                                        .thenComparing(
                                                target -> target.route().method().equals("ANY")))
                        .toList();
    }

    private static long variables(String path) {
        return path.chars().filter(c -> c == '{').count();
    }

    /// @param path as it came, still percent-encoded
    Optional<Match> find(String method, String path) {
        for (Target target : targets) {
            Trigger.Route route = target.route();
            if (route.method().equals("ANY") || route.method().equals(method)) {
                Optional<Map<String, String>> parameters = match(route.path(), path);
                if (parameters.isPresent()) {
                    return Optional.of(new Match(target, parameters.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> match(String pattern, String path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (pattern.equals("$default")) {
            return Optional.of(parameters);
        }
        List<String> expected = segments(pattern);
        List<String> found = segments(path);
        for (int i = 0; i < expected.size(); i++) {
            String segment = expected.get(i);
            if (segment.endsWith("+}") && i < found.size()) {
                String rest = String.join("/", found.subList(i, found.size()));
                parameters.put(segment.substring(1, segment.length() - 2), decode(rest));
                return Optional.of(parameters);
            }
            if (i >= found.size()) {
                return Optional.empty();
            }
            if (segment.startsWith("{") && segment.endsWith("}") && !found.get(i).isEmpty()) {
                parameters.put(segment.substring(1, segment.length() - 1), decode(found.get(i)));
            } else if (!segment.equals(found.get(i))) {
                return Optional.empty();
            }
        }
        return expected.size() == found.size() ? Optional.of(parameters) : Optional.empty();
    }

    private static List<String> segments(String path) {
        return new ArrayList<>(List.of(path.split("/", -1)));
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment; // a lone percent sign stays what it is
        }
    }
}
