package dev.handover.testing;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the template says about each function, for tests that hold code against it. Keys are
/// logical ids.
public final class TemplateFile {
    private TemplateFile() {}

    /// As `GET /runs/{runId}`.
    public static SortedMap<String, SortedSet<String>> routes() {
        SortedMap<String, SortedSet<String>> routes = new TreeMap<>();
        functions()
                .forEach((id, function) ->
                        at(function, "Properties", "Events")
                                .ifPresent(events -> {
                                    SortedSet<String> own = new TreeSet<>();
                                    for (NodeTuple event : ((MappingNode) events).getValue()) {
                                        at(event.getValueNode(), "Properties", "Method")
                                                .ifPresent(method ->
                                                        own.add(
                                                                text(method)
                                                                        + " "
                                                                        + at(
                                                                                        event
                                                                                                .getValueNode(),
                                                                                        "Properties",
                                                                                        "Path")
                                                                                .map(
                                                                                        TemplateFile
                                                                                                ::text)
                                                                                .orElseThrow()));
                                    }
                                    routes.put(id, own);
                                }));
        return routes;
    }

    /// Names of the environment variables.
    public static SortedMap<String, List<String>> variables() {
        List<String> ofAll = new ArrayList<>();
        at(read(), "Globals", "Function", "Environment", "Variables")
                .ifPresent(all ->
                        ((MappingNode) all)
                                .getValue()
                                .forEach(one -> ofAll.add(text(one.getKeyNode()))));
        SortedMap<String, List<String>> variables = new TreeMap<>();
        functions()
                .forEach((id, function) -> {
                    List<String> names = new ArrayList<>(ofAll);
                    at(function, "Properties", "Environment", "Variables")
                            .ifPresent(own ->
                                    ((MappingNode) own)
                                            .getValue()
                                            .forEach(one -> names.add(text(one.getKeyNode()))));
                    variables.put(id, names);
                });
        return variables;
    }

    /// Logical ids of the resources of that type.
    public static SortedSet<String> ids(String type) {
        return new TreeSet<>(resources(type).keySet());
    }

    /// A text of a resource, or the first of a list of them; empty when there is none. Functions
    /// such as `!Sub` and `!Ref` are left as they stand.
    public static String text(String id, String... path) {
        return at(read(), "Resources", id)
                .flatMap(resource -> at(resource, path))
                .map(node -> node instanceof SequenceNode list ? list.getValue().getFirst() : node)
                .map(TemplateFile::text)
                .orElse("");
    }

    private static SortedMap<String, Node> functions() {
        return resources("AWS::Serverless::Function");
    }

    private static SortedMap<String, Node> resources(String type) {
        SortedMap<String, Node> found = new TreeMap<>();
        Node resources = at(read(), "Resources").orElseThrow();
        for (NodeTuple resource : ((MappingNode) resources).getValue()) {
            if (at(resource.getValueNode(), "Type")
                    .map(TemplateFile::text)
                    .orElse("")
                    .equals(type)) {
                found.put(text(resource.getKeyNode()), resource.getValueNode());
            }
        }
        return found;
    }

    /// Composed, not constructed: CloudFormation's tags stay what they are.
    private static Node read() {
        try (var reader = Files.newBufferedReader(Events.root().resolve("template.yaml"))) {
            return new Yaml(new LoaderOptions()).compose(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Node> at(Node node, String... path) {
        Optional<Node> found = Optional.of(node);
        for (String name : path) {
            found =
                    found.filter(MappingNode.class::isInstance)
                            .flatMap(map ->
                                    ((MappingNode) map)
                                            .getValue().stream()
                                                    .filter(tuple ->
                                                            text(tuple.getKeyNode()).equals(name))
                                                    .map(NodeTuple::getValueNode)
                                                    .findFirst());
        }
        return found;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
