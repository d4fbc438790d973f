package dev.handover.store.neo4j;

import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which properties of which labels have an index that equality can use; asked once.
final class Indexes {
    private record Indexed(String label, String property) {}

    private volatile @Nullable Set<Indexed> known;

    boolean have(Session session, String label, String property) {
        Set<Indexed> indexes = known;
        if (indexes == null) {
            indexes = ask(session);
            known = indexes;
        }
        return indexes.contains(new Indexed(label, property));
    }

    private static Set<Indexed> ask(Session session) {
        Set<Indexed> indexes = new HashSet<>();
        for (Record row :
                session.run(
                                "SHOW INDEXES YIELD type, state, labelsOrTypes, properties WHERE"
                                        + " state = 'ONLINE' AND type IN ['RANGE', 'BTREE']")
                        .list()) {
            List<Object> properties = row.get("properties").asList();
            if (properties.size() == 1) {
                row.get("labelsOrTypes")
                        .asList()
                        .forEach(label ->
                                indexes.add(
                                        new Indexed(
                                                label.toString(),
                                                properties.getFirst().toString())));
            }
        }
        return Set.copyOf(indexes);
    }
}
