package dev.handover.local;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.local.template.Names;
import dev.handover.local.template.Role;
import dev.handover.local.template.Template;
import dev.handover.operation.DataMap;
import dev.handover.store.StoreKind;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a deployment with a data map needs: parameters, grants in the map's stores, and the rights
/// that the template gives each function.
final class Needs {
    /// As the template's references come out where nothing is deployed: everything by its logical
    /// id.
    private static final Names NAMES =
            new Names() {
                @Override
                public String queueUrl(String queueName) {
                    return queueName;
                }

                @Override
                public String key(String logicalId) {
                    return Names.arn("kms", "key/" + logicalId);
                }

                @Override
                public String apiUrl() {
                    return "";
                }
            };

    private final DataMap map;
    private final Template template;

    private Needs(DataMap map, Template template) {
        this.map = map;
        this.template = template;
    }

    /// @param map name of a shipped data map, or the path of one
    /// @throws dev.handover.operation.InvalidDataMap when there is none, or something is wrong with
    ///   it
    static String of(String map, Path template) throws IOException {
        Map<String, String> unknown = Map.of("MailFrom", "<MailFrom>");
        Needs needs = new Needs(DataMap.load(map), Template.read(template, unknown, NAMES));
        return needs.parameters(map) + needs.grants() + needs.rights();
    }

    private String parameters(String name) {
        StringBuilder text = new StringBuilder("Parameters of `sam deploy`\n");
        text.append("  DataMap=").append(name).append('\n');
        SortedSet<String> addresses =
                map.stores().values().stream()
                        .map(store -> address(store.kind()))
                        .collect(Collectors.toCollection(TreeSet::new));
        template.parameters()
                .forEach((parameter, described) -> {
                    if (addresses.contains(parameter) || !described.hasDefault()) {
                        text.append("  %s=  # %s%n".formatted(parameter, described.text()));
                    }
                });
        return text.append("  all others have defaults\n").toString();
    }

    /// `redis` → `RedisUrl`.
    private static String address(String kind) {
        return kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + "Url";
    }

    private String grants() {
        StringBuilder text = new StringBuilder();
        collections()
                .forEach((name, collections) -> {
                    DataMap.StoreEntry store = map.stores().get(name);
                    StoreKind.named(store.kind())
                            .map(kind -> kind.grants(store.settings(), collections))
                            .ifPresent(lines -> {
                                text.append("\nStore %s (%s)%n".formatted(name, store.kind()));
                                lines.forEach(line -> text.append("  ").append(line).append('\n'));
                            });
                });
        return text.toString();
    }

    /// What the map names in each of its stores, wherever it does.
    private Map<String, SortedSet<String>> collections() {
        Map<String, SortedSet<String>> found = new TreeMap<>();
        map.stores().keySet().forEach(store -> found.put(store, new TreeSet<>()));
        gather(Json.tree(map), found);
        return found;
    }

    private static void gather(JsonNode node, Map<String, SortedSet<String>> found) {
        SortedSet<String> store = found.get(node.path("store").asText());
        if (store != null && node.path("collection").isTextual()) {
            store.add(node.get("collection").asText());
        }
        if (store != null && node.path("prefix").isTextual()) {
            store.add(node.get("prefix").asText() + "*");
        }
        node.forEach(part -> gather(part, found));
    }

    private String rights() {
        StringBuilder text = new StringBuilder("\n| function | may |\n|---|---|\n");
        template.roles()
                .forEach((id, role) ->
                        text.append("| `")
                                .append(owner(id))
                                .append("` | ")
                                .append(rights(role))
                                .append(" |\n"));
        return text.append(
                        """

                        Besides, Lambda writes each function's logs and traces by its role and, in a VPC, joins the
                        network. Who encrypts is not named: the key at rest serves whoever may use table, queue or bucket.
                        """)
                .toString();
    }

    /// `ApplyBatchRole` → `apply-batch`; what isn't a function keeps its logical id.
    private String owner(String role) {
        String owner = role.replaceFirst("Role$", "");
        return template.functionNames().contains(owner + "Function")
                ? owner.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                : owner;
    }

    private static String rights(Role role) {
        Map<String, List<String>> actions = new LinkedHashMap<>();
        for (Role.Statement statement : role.own()) {
            for (String resource : statement.resources()) {
                actions.computeIfAbsent(resource, _ -> new ArrayList<>())
                        .addAll(statement.actions());
            }
        }
        return actions.isEmpty()
                ? "nothing"
                : actions.entrySet().stream()
                        .map(right ->
                                "`%s` %s"
                                        .formatted(
                                                right.getKey()
                                                        .replaceFirst(
                                                                "^arn:aws:[^:]*:[^:]*:[^:]*:(table/|key/)?",
                                                                ""),
                                                right.getValue().stream()
                                                        .map(action ->
                                                                action.replaceFirst(".*:", ""))
                                                        .collect(Collectors.joining(", "))))
                        .collect(Collectors.joining("; "));
    }
}
