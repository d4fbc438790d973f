package dev.handover.store.neo4j;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which properties of which labels have an index that equality can use; asked once.
final class Indexes {
    private record Indexed(String label, List<Object> properties) {}

    /// How nodes are found by a property.
    enum Lookup {
        /// By walking all of the label in the order of their keys.
        BY_KEY,
        /// By its index; what it finds is sorted for each page.
        BY_PROPERTY,
        /// By an index on it and the key: a page costs a page.
        BY_BOTH
    }

    private volatile @Nullable Set<Indexed> known;

    Lookup best(Session session, String label, String property, String key) {
        Set<Indexed> indexes = all(session);
        if (indexes.contains(new Indexed(label, List.of(property, key)))) {
            return Lookup.BY_BOTH;
        }
        return indexes.contains(new Indexed(label, List.of(property)))
                ? Lookup.BY_PROPERTY
                : Lookup.BY_KEY;
    }

    /// Whether there is one on the label, also before there is any node.
    boolean know(Session session, String label) {
        return all(session).stream().anyMatch(index -> index.label().equals(label));
    }

    private Set<Indexed> all(Session session) {
        Set<Indexed> indexes = known;
        if (indexes == null) {
            indexes = ask(session);
            known = indexes;
        }
        return indexes;
    }

    private static Set<Indexed> ask(Session session) {
        Set<Indexed> indexes = new HashSet<>();
        for (Record row :
                session.run(
                                "SHOW INDEXES YIELD type, state, labelsOrTypes, properties WHERE"
                                        + " state = 'ONLINE' AND type IN ['RANGE', 'BTREE']")
                        .list()) {
            List<Object> properties = row.get("properties").asList();
            row.get("labelsOrTypes")
                    .asList()
                    .forEach(label -> indexes.add(new Indexed(label.toString(), properties)));
        }
        return Set.copyOf(indexes);
    }
}
