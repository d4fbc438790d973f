package dev.handover.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads a table's properties.
final class TableReader {
    private TableReader() {}

    static Table read(String name, Value properties) {
        Map<String, String> types = new LinkedHashMap<>();
        for (Value attribute : items(properties, "AttributeDefinitions")) {
            types.put(
                    Template.require(attribute, "AttributeName"),
                    Template.require(attribute, "AttributeType"));
        }
        List<Table.Index> indexes = new ArrayList<>();
        for (Value index : items(properties, "GlobalSecondaryIndexes")) {
            String projection = Template.text(index, "Projection", "ProjectionType");
            indexes.add(
                    new Table.Index(
                            Template.require(index, "IndexName"),
                            key(index),
                            projection == null ? "ALL" : projection,
                            index
                                    .at("Projection", "NonKeyAttributes")
                                    .map(v -> v.asItems("NonKeyAttributes"))
                                    .orElse(List.of())
                                    .stream()
                                    .map(v -> v.asText("NonKeyAttributes"))
                                    .toList()));
        }
        boolean expires =
                properties
                        .at("TimeToLiveSpecification", "Enabled")
                        .map(v -> v.asBoolean("Enabled"))
                        .orElse(false);
        return new Table(
                name,
                key(properties),
                types,
                indexes,
                expires
                        ? Template.text(properties, "TimeToLiveSpecification", "AttributeName")
                        : null);
    }

    private static Table.KeySchema key(Value of) {
        String partition = null;
        String sort = null;
        for (Value part : items(of, "KeySchema")) {
            String name = Template.require(part, "AttributeName");
            if (Template.require(part, "KeyType").equals("HASH")) {
                partition = name;
            } else {
                sort = name;
            }
        }
        if (partition == null) {
            throw new TemplateProblem(of.line(), "a key needs an attribute of KeyType HASH");
        }
        return new Table.KeySchema(partition, sort);
    }

    private static List<Value> items(Value of, String name) {
        return of.at(name).map(value -> value.asItems(name)).orElse(List.of());
    }
}
