package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.testing.TemplateFile;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The OpenAPI file and the template name the same routes; each handler's own test holds its router
/// against the template.
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final Map<String, Object> file = read();

    @Test
    @DisplayName("describes exactly the routes that the template has")
    void describesTheTemplatesRoutes() {
        SortedSet<String> described = new TreeSet<>();
        at(file, "paths")
                .forEach((path, item) ->
                        map(item).keySet().stream()
                                .filter(METHODS::contains)
                                .forEach(method ->
                                        described.add(
                                                method.toUpperCase(Locale.ROOT) + " " + path)));
        SortedSet<String> deployed = new TreeSet<>();
        TemplateFile.routes()
                .values()
                .forEach(routes ->
                        routes.forEach(route ->
                                deployed.add(
                                        route.replace(
                                                "+}", "}")))); // OpenAPI has no such parameters
        assertEquals(deployed, described);
    }

    @Test
    @DisplayName(
            "asks for a token on every route but the pages', and for an operator's on the"
                    + " operators'")
    void asksForTokens() {
        at(file, "paths")
                .forEach((path, item) ->
                        map(item)
                                .forEach((method, operation) -> {
                                    if (METHODS.contains(method)) {
                                        boolean page =
                                                at(map(operation), "responses")
                                                                .toString()
                                                                .contains("HTML")
                                                        || path.startsWith("/assets/");
                                        String security =
                                                String.valueOf(map(operation).get("security"));
                                        String expected =
                                                page
                                                        ? "null"
                                                        : path.startsWith("/operator/")
                                                                ? "[{operatorToken=[]}]"
                                                                : "[{userToken=[]}]";
                                        assertEquals(expected, security, path);
                                    }
                                }));
    }

    @Test
    @DisplayName("every reference in it leads somewhere")
    void everyReferenceLeadsSomewhere() {
        check(file);
    }

    private void check(Object node) {
        switch (node) {
            case Map<?, ?> map ->
                    map.forEach((key, value) -> {
                        if ("$ref".equals(key)) {
                            Object target = file;
                            for (String part : value.toString().substring(2).split("/")) {
                                target =
                                        Objects.requireNonNull(
                                                map(target).get(part),
                                                () -> "leads nowhere: " + value);
                            }
                            assertTrue(target instanceof Map);
                        }
                        check(Objects.requireNonNullElse(value, ""));
                    });
            case Iterable<?> list -> list.forEach(this::check);
            default -> {}
        }
    }

    private static Map<String, Object> at(Map<String, Object> map, String key) {
        return map(Objects.requireNonNull(map.get(key), key));
    }

    @SuppressWarnings("unchecked") // YAML's maps have texts for keys here
    private static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static Map<String, Object> read() {
        InputStream in =
                Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/openapi.yaml"));
        return new Yaml().load(in);
    }
}
