package dev.handover.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.run.Table;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A ledger that doesn't keep its word for some items.
abstract class BrokenTable implements Table {
    final Table sound;

    private BrokenTable(Table sound) {
        this.sound = sound;
    }

    @Override
    public Optional<Item> get(Id id) {
        return sound.get(id);
    }

    @Override
    public Map<Id, Item> getAll(List<Id> ids) {
        return sound.getAll(ids);
    }

    @Override
    public Optional<Item> put(Item item) {
        return sound.put(item);
    }

    @Override
    public boolean delete(Item item) {
        return sound.delete(item);
    }

    @Override
    public Items query(String partition, String sortPrefix, @Nullable String from, int limit) {
        return sound.query(partition, sortPrefix, from, limit);
    }

    @Override
    public Ids listed(String value, boolean newestFirst, @Nullable String from, int limit) {
        return sound.listed(value, newestFirst, from, limit);
    }

    /// Closes a batch without asking whether it is the open one, and adds its counts to whatever
    /// the lane has.
    static final class Unconditional extends BrokenTable {
        private final Simulation simulation;
        private final Map<Worker, Item> seen = new HashMap<>();

        Unconditional(Table sound, Simulation simulation) {
            super(sound);
            this.simulation = simulation;
        }

        @Override
        public Map<Id, Item> getAll(List<Id> ids) {
            Map<Id, Item> found = sound.getAll(ids);
            found.values().stream()
                    .filter(item -> item.id().sort().startsWith("LANE"))
                    .forEach(lane -> seen.put(simulation.running(), lane));
            return found;
        }

        @Override
        public Optional<Item> get(Id id) {
            Item lane = seen.get(simulation.running());
            return lane != null && lane.id().equals(id) ? Optional.of(lane) : sound.get(id);
        }

        @Override
        public Optional<Item> put(Item item) {
            Item before = seen.get(simulation.running());
            if (before == null || !before.id().equals(item.id())) {
                return sound.put(item);
            }
            Item standing = sound.get(item.id()).orElseThrow();
            ObjectNode body = item.body().deepCopy();
            if (standing.body().path("open").asInt() >= body.path("open").asInt()) {
                body = standing.body().deepCopy();
                add(body.withObject("tally"), item.body(), before.body());
            }
            return sound.put(standing.with(body));
        }

        private static void add(ObjectNode sum, ObjectNode after, ObjectNode before) {
            for (Map.Entry<String, JsonNode> kind : after.path("tally").properties()) {
                ObjectNode counts = sum.withObject("/" + kind.getKey().replace("/", "~1"));
                for (Map.Entry<String, JsonNode> count : kind.getValue().properties()) {
                    String name = count.getKey();
                    long was = before.path("tally").path(kind.getKey()).path(name).asLong();
                    long more = count.getValue().asLong() - was;
                    counts.put(name, counts.path(name).asLong() + more);
                }
            }
        }
    }

    /// Begins every leg at once.
    static final class Impatient extends BrokenTable {
        Impatient(Table sound) {
            super(sound);
        }

        @Override
        public Optional<Item> put(Item item) {
            if (!item.id().sort().equals("RUN")) {
                return sound.put(item);
            }
            ObjectNode body = item.body().deepCopy();
            for (JsonNode leg : body.path("legs")) {
                ((ObjectNode) leg).put("notBefore", "1970-01-01T00:00:00Z");
            }
            return sound.put(item.with(body));
        }
    }

    /// Shows a batch its run as it last was in the epoch of the lane.
    static final class Stale extends BrokenTable {
        private final Map<Id, TreeMap<Integer, ObjectNode>> past = new HashMap<>();

        Stale(Table sound) {
            super(sound);
        }

        @Override
        public Optional<Item> put(Item item) {
            Optional<Item> now = sound.put(item);
            if (now.isPresent() && item.id().sort().equals("RUN")) {
                past.computeIfAbsent(item.id(), _ -> new TreeMap<>())
                        .put(item.body().path("epoch").asInt(), item.body().deepCopy());
            }
            return now;
        }

        @Override
        public Map<Id, Item> getAll(List<Id> ids) {
            Map<Id, Item> found = new HashMap<>(sound.getAll(ids));
            Optional<Item> lane =
                    found.values().stream()
                            .filter(item -> item.id().sort().startsWith("LANE"))
                            .findFirst();
            lane.ifPresent(item -> {
                int epoch = item.body().path("epoch").asInt();
                found.replaceAll((id, one) -> then(id, one, epoch));
            });
            return found;
        }

        private Item then(Id id, Item item, int epoch) {
            boolean isNow = item.body().path("epoch").asInt() == epoch;
            ObjectNode body = past.getOrDefault(id, new TreeMap<>()).get(epoch);
            return isNow || body == null ? item : item.with(body);
        }
    }

    /// Has no locks that stand in anybody's way.
    static final class Lockless extends BrokenTable {
        Lockless(Table sound) {
            super(sound);
        }

        @Override
        public Optional<Item> get(Id id) {
            return id.partition().equals("LOCK") ? Optional.empty() : sound.get(id);
        }

        @Override
        public Optional<Item> put(Item item) {
            return item.id().partition().equals("LOCK") ? Optional.of(item) : sound.put(item);
        }
    }
}
