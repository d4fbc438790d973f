package dev.handover.local.template;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Reads YAML with CloudFormation's tags; `!Sub x` and `{Fn::Sub: x}` become the same [Value.Call].
final class ValueParser {
    /// Those that a short tag may name without `Fn::`.
    private static final Set<String> BARE = Set.of("Ref", "Condition");

    private ValueParser() {}

    static Value.Fields parse(String yaml) {
        try {
            Node root =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .compose(new StringReader(yaml));
            if (root == null) {
                throw new TemplateProblem(1, "the template is empty");
            }
            return value(root).asFields("a template");
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new TemplateProblem(line, "not YAML: " + e.getProblem());
        }
    }

    private static Value value(Node node) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return untagged(node);
        }
        String name = tag.substring(1);
        Value argument = untagged(node);
        if (name.equals("GetAtt") && argument instanceof Value.Text(int line, String text)) {
            argument = dotted(line, text);
        }
        return new Value.Call(line(node), BARE.contains(name) ? name : "Fn::" + name, argument);
    }

    private static Value untagged(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) ->
                    new Value.Absent(line(node));
            case ScalarNode scalar -> new Value.Text(line(node), scalar.getValue());
            case SequenceNode sequence ->
                    new Value.Items(
                            line(node),
                            sequence.getValue().stream().map(ValueParser::value).toList());
            case MappingNode mapping -> mapping(mapping);
            default -> throw new TemplateProblem(line(node), "an alias can't be read here");
        };
    }

    private static Value mapping(MappingNode mapping) {
        SequencedMap<String, Value> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String name = value(tuple.getKeyNode()).asText("a field's name");
            if (fields.put(name, value(tuple.getValueNode())) != null) {
                throw new TemplateProblem(line(tuple.getKeyNode()), name + " stands here twice");
            }
        }
        if (fields.size() == 1) {
            String name = fields.firstEntry().getKey();
            if (name.equals("Ref") || name.startsWith("Fn::")) {
                Value argument = fields.firstEntry().getValue();
                if (name.equals("Fn::GetAtt")
                        && argument instanceof Value.Text(int line, String text)) {
                    argument = dotted(line, text);
                }
                return new Value.Call(line(mapping), name, argument);
            }
        }
        return new Value.Fields(line(mapping), fields);
    }

    private static Value dotted(int line, String text) {
        List<Value> parts = new ArrayList<>();
        for (String part : text.split("\\.", 2)) {
            parts.add(new Value.Text(line, part));
        }
        return new Value.Items(line, parts);
    }

    /// Counted from 1, as editors do.
    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
