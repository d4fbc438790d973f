package dev.handover.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.InvalidDataMap.Problem;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads YAML as a [LocatedTree]. Of YAML's ways to write scalars only `true`, `false`, `null`, `~`
/// and decimal integers mean something; all else is text, so that `no` and `12:30` stay what they
/// look like.
final class LocatedYaml {
    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, LocatedTree.Place> places = new HashMap<>();

    private LocatedYaml(String file) {
        this.file = file;
    }

    /// @throws InvalidDataMap when it isn't YAML, or not an object
    static LocatedTree read(String file, String text) {
        LocatedYaml reader = new LocatedYaml(file);
        JsonNode tree = reader.tree(text);
        if (tree != null && !(tree instanceof ObjectNode)) {
            reader.problems.add(
                    new Problem(file, 1, "", "a data map is an object: `system:`, `stores:`, …"));
        }
        if (tree instanceof ObjectNode object && reader.problems.isEmpty()) {
            return new LocatedTree(object, reader.places);
        }
        throw new InvalidDataMap(reader.problems);
    }

    private JsonNode tree(String text) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
            if (root == null) {
                return JsonNodeFactory.instance.nullNode();
            }
            place("", root);
            return convert("", root, new HashSet<>());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            problems.add(new Problem(file, line, "", context + e.getProblem()));
        } catch (YAMLException e) {
            problems.add(
                    new Problem(
                            file,
                            1,
                            "",
                            String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /// @param within the nodes that this one is part of; an alias can make it part of itself
    private JsonNode convert(String pointer, Node node, Set<Node> within) {
        if (!within.add(node)) {
            return refuse(pointer, node, "an alias can't stand within what it names");
        }
        JsonNode json =
                switch (node) {
                    case MappingNode mapping -> object(pointer, mapping, within);
                    case SequenceNode sequence -> array(pointer, sequence, within);
                    case ScalarNode scalar -> scalar(pointer, scalar);
                    default ->
                            refuse(
                                    pointer,
                                    node,
                                    "this kind of YAML node is not used in data maps");
                };
        within.remove(node);
        return json;
    }

    private ObjectNode object(String pointer, MappingNode mapping, Set<Node> within) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                refuse(pointer, tuple.getKeyNode(), "a key is a text");
                continue;
            }
            String below = LocatedTree.below(pointer, key.getValue());
            if (object.has(key.getValue())) {
                refuse(
                        below,
                        key,
                        "the key stands here twice; first in line " + places.get(below).line());
                continue;
            }
            place(below, key);
            object.set(key.getValue(), convert(below, tuple.getValueNode(), within));
        }
        return object;
    }

    private ArrayNode array(String pointer, SequenceNode sequence, Set<Node> within) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Node element : sequence.getValue()) {
            String below = LocatedTree.below(pointer, String.valueOf(array.size()));
            place(below, element);
            array.add(convert(below, element, within));
        }
        return array;
    }

    private JsonNode scalar(String pointer, ScalarNode scalar) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return json.nullNode();
        } else if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return json.booleanNode(text.equals("true"));
        } else if (tag.equals(Tag.INT) && text.matches("-?(0|[1-9][0-9]*)")) {
            return Json.parse(text);
        } else if (tag.startsWith(Tag.PREFIX)) {
            return json.textNode(text);
        }
        return refuse(pointer, scalar, "tags are not used in data maps");
    }

    private JsonNode refuse(String pointer, Node node, String message) {
        problems.add(new Problem(file, line(node), pointer, message));
        return JsonNodeFactory.instance.nullNode();
    }

    private void place(String pointer, Node node) {
        places.put(pointer, new LocatedTree.Place(file, line(node)));
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
