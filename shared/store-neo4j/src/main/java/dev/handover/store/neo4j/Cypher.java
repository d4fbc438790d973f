package dev.handover.store.neo4j;

import dev.handover.store.Reference;

import java.util.List;

/// The statements for one label. Values are parameters; label and property names, which Cypher
/// takes no parameters for, come from the data map and are held to [#NAME].
///
/// Every look by key says `USING INDEX SEEK`: straight after a bulk load Neo4j's statistics are
/// behind, and its planner then takes a scan for each row, and keeps that plan. Where there is no
/// such index, it scans without complaint.
final class Cypher {
    /// No backtick, no backslash: within backticks it is nothing but a name.
    private static final String NAME = "[\\p{L}_][\\p{L}\\p{N}_. -]{0,199}";

    private final String label;
    private final String key;

    Cypher(String label, String key) {
        this.label = quoted(label);
        this.key = quoted(key);
    }

    private static String quoted(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "a label or property can't be named so in a data map: " + name);
        }
        return "`" + name + "`";
    }

    /// `$ids` → id, properties; a row per node, in no order.
    String read() {
        return "UNWIND $ids AS id" + byKey("id") + " RETURN id, properties(n) AS properties";
    }

    /// `$rows` of {at, id, before, set} → at of each that was written. Setting the key to what it
    /// is takes the node's lock, so that nobody writes between the comparison, which comes after,
    /// and our write.
    String update() {
        return compared() + " SET n += row.set RETURN row.at AS at";
    }

    /// `$rows` of {at, id, before} → at of each that was deleted. A node that has relationships or
    /// other labels is left alone: it couldn't be restored.
    String delete() {
        return compared() + " AND size(labels(n)) = 1 AND NOT (n)--() DELETE n RETURN row.at AS at";
    }

    /// `$rows` of {at, id, after} → at of each that was created.
    String create() {
        return "UNWIND $rows AS row OPTIONAL "
                + byKey("row.id").stripLeading()
                + " WITH row, n WHERE n IS NULL CREATE (made:"
                + label
                + ") SET made = row.after RETURN row.at AS at";
    }

    private String compared() {
        return "UNWIND $rows AS row"
                + byKey("row.id")
                + " SET n."
                + key
                + " = row.id WITH row, n WHERE properties(n) = row.before";
    }

    /// `$after`, `$limit` and the reference's own → id, properties, in the order of the ids.
    ///
    /// @param first the page that begins with `$after`; else one that begins behind it Of many
    ///   nodes that are found the properties of a page are read, not of all.
    ///
    /// @param lookup how it is found by the property by which a reference looks
    String find(Reference reference, boolean first, Indexes.Lookup lookup) {
        return switch (reference) {
            case Reference.All _ -> page(first, key, "");
            case Reference.Beginning _ ->
                    page(first, key, " AND n." + key + " STARTS WITH $prefix");
            case Reference.Equal(_, String field, List<String> values) -> {
                String property = quoted(field);
                String by =
                        switch (lookup) {
                            case BY_KEY -> key;
                            case BY_PROPERTY -> property;
                            case BY_BOTH -> property + ", " + key;
                        };
                // of one value the index has the nodes in the order of their keys
                boolean one =
                        lookup == Indexes.Lookup.BY_BOTH
                                && Neo4jStore.alsoAsNumbers(values).size() == 1;
                yield one
                        ? page(
                                first,
                                by,
                                " AND n." + property + " = $values[0]",
                                "n." + property + ", ")
                        : page(first, by, " AND n." + property + " IN $values");
            }
            // a list and what is added to an empty one is the list: so no scalar passes
            case Reference.Containing(_, String field, _) ->
                    page(
                            first,
                            key,
                            " AND n.%1$s = [] + n.%1$s AND any(one IN n.%1$s WHERE one IN $values)"
                                    .formatted(quoted(field)));
        };
    }

    private String page(boolean first, String by, String condition) {
        return page(first, by, condition, "");
    }

    /// @param indexed what the index is sorted by before the key; the same for all that are found
    private String page(boolean first, String by, String condition, String indexed) {
        String order = " ORDER BY " + indexed + "n." + key;
        return "MATCH (n:"
                + label
                + ") USING INDEX SEEK n:"
                + label
                + "("
                + by
                + ") WHERE n."
                + key
                + (first ? " >= $after" : " > $after")
                + condition
                + " WITH n"
                + order
                + " LIMIT $limit RETURN n."
                + key
                + " AS id, properties(n) AS properties"
                + order;
    }

    private String byKey(String id) {
        return " MATCH (n:%1$s {%2$s: %3$s}) USING INDEX SEEK n:%1$s(%2$s)"
                .formatted(label, key, id);
    }
}
