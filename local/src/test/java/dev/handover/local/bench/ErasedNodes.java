package dev.handover.local.bench;

import dev.handover.servers.JavaServer;
import dev.handover.store.Change;

import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// In Neo4j: a label a size, with a uniqueness constraint on the id and an index by owner and id.
final class ErasedNodes implements Erased {
    private static final int PAGE = 5_000;

    private final Driver driver = GraphDatabase.driver(url(), AuthTokens.none());

    @Override
    public String kind() {
        return "neo4j";
    }

    @Override
    public String title() {
        return "Neo4j";
    }

    @Override
    public String settings(String collection) {
        return ", key: id";
    }

    @Override
    public String url() {
        return JavaServer.NEO4J.address();
    }

    @Override
    public void seed(String collection, int records) {
        run(
                "CREATE CONSTRAINT IF NOT EXISTS FOR (n:%s) REQUIRE n.id IS UNIQUE"
                        .formatted(collection),
                Map.of());
        run(
                "CREATE INDEX IF NOT EXISTS FOR (n:%s) ON (n.createdBy, n.id)"
                        .formatted(collection),
                Map.of());
        run("CALL db.awaitIndexes(60)", Map.of());
        for (int from = 0; from < records; from += PAGE) {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int i = from; i < Math.min(records, from + PAGE); i++) {
                Map<String, Object> node = new HashMap<>(Erased.fields(i));
                node.put("id", Erased.id(i));
                rows.add(node);
            }
            run(
                    "UNWIND $rows AS row MERGE (n:%s {id: row.id}) SET n = row"
                            .formatted(collection),
                    Map.of("rows", rows));
        }
    }

    @Override
    public Runnable bare(List<Change> changes) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Change change : changes) {
            Map<String, Object> before = new HashMap<>(Erased.fields(change.read().content()));
            before.put("id", change.read().key().id());
            rows.add(
                    Map.of(
                            "id", change.read().key().id(),
                            "before", before,
                            "set", Map.copyOf(Erased.different(change))));
        }
        String statement =
                """
                UNWIND $rows AS row MATCH (n:%1$s {id: row.id}) USING INDEX SEEK n:%1$s(id)
                SET n.id = row.id WITH row, n WHERE properties(n) = row.before
                SET n += row.set RETURN count(*) AS done
                """
                        .formatted(changes.getFirst().read().key().collection());
        return () -> Erased.check(run(statement, Map.of("rows", rows)), rows.size());
    }

    /// @return `done`, if there is such a column
    private long run(String statement, Map<String, Object> parameters) {
        try (Session session = driver.session()) {
            return session.executeWrite(tx ->
                    tx.run(statement, parameters).list().stream()
                            .filter(row -> row.containsKey("done"))
                            .mapToLong(row -> row.get("done").asLong())
                            .sum());
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
