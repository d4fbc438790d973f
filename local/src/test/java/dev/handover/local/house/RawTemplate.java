package dev.handover.local.house;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The template as it stands, for what the local run has no use for: `!GetAtt A.B` is that very
/// text.
final class RawTemplate {
    private final Map<String, Map<?, ?>> resources = new TreeMap<>();

    RawTemplate() throws IOException {
        Map<?, ?> root = new Yaml(new Tagged()).load(House.text("template.yaml"));
        ((Map<?, ?>) root.get("Resources"))
                .forEach((id, resource) -> resources.put(id.toString(), (Map<?, ?>) resource));
    }

    /// The properties of all resources of a type, by their logical ids.
    Map<String, Map<?, ?>> ofType(String type) {
        Map<String, Map<?, ?>> found = new TreeMap<>();
        resources.forEach((id, resource) -> {
            if (type.equals(resource.get("Type"))) {
                found.put(id, (Map<?, ?>) resource.get("Properties"));
            }
        });
        return found;
    }

    /// What stands at a path of names, or at numbers in a list; the text `null` where nothing does.
    static String at(Object value, Object... path) {
        Object here = value;
        for (Object name : path) {
            here =
                    switch (here) {
                        case Map<?, ?> fields -> fields.get(name);
                        case List<?> items when name instanceof Integer index -> items.get(index);
                        case null, default -> null;
                    };
        }
        return String.valueOf(here);
    }

    private static final class Tagged extends SafeConstructor {
        Tagged() {
            super(new LoaderOptions());
            yamlMultiConstructors.put(
                    "!",
                    new AbstractConstruct() {
                        @Override
                        public Object construct(Node node) {
                            return switch (node) {
                                case ScalarNode scalar ->
                                        node.getTag().getValue() + " " + scalar.getValue();
                                case SequenceNode sequence -> constructSequence(sequence);
                                default -> node.getTag().equals(Tag.NULL) ? "" : node.toString();
                            };
                        }
                    });
        }
    }
}
