package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.document.Content;
import dev.handover.document.RecordArray;
import dev.handover.document.RecordArray.Element;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Key;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// What holds of any claim, whatever stands in the lists.
class ClaimProperties {
    private static final String COPY = "copy-to-new-owner";
    private static final String REMOVE = "remove-from-old-owner";

    private final CollectionReader reader = new CollectionReader(GeneNetwork.RULES);

    @Property(tries = 300)
    void aStageDecidedAgainOnItsOwnResultChangesNothingMore(@ForAll long seed) {
        ClaimDriver claim = new ClaimScenario(seed).driver();
        for (String stage : claim.stages()) {
            List<Entry> entries = claim.found(stage);
            Map<String, String> first = claim.apply(claim.stage(stage), entries);
            SortedMap<Key, Content> once = claim.contents();
            Map<String, String> second = claim.apply(claim.stage(stage), entries);
            assertEquals(once, claim.contents());
            first.replaceAll((id, what) -> what.equals("CHANGED") ? settled(stage) : what);
            assertEquals(first, second);
        }
    }

    private static String settled(String stage) {
        return stage.equals(COPY) ? "UNCHANGED already-there" : "UNCHANGED already-gone";
    }

    @Property(tries = 300)
    void undoIsTheInverseToTheByte(@ForAll long seed) {
        ClaimDriver claim = new ClaimScenario(seed).driver();
        SortedMap<Key, Content> before = new TreeMap<>(claim.contents());
        Map<String, String> done = claim.run();
        Map<String, String> undone = claim.undo();
        assertEquals(before, claim.contents());
        done.keySet().forEach(id -> assertTrue(!undone.get(id).startsWith("SKIPPED")));
        claim.undo();
        assertEquals(before, claim.contents());
    }

    @Property(tries = 300)
    void withNobodyElseWritingAllThatCanMoveHasMoved(@ForAll long seed) {
        ClaimScenario scenario = new ClaimScenario(seed);
        ClaimDriver claim = scenario.driver();
        RecordArray list = RecordArray.parse(claim.content(scenario.target));
        boolean readable = !(list instanceof RecordArray.NotAnArray);
        Map<String, String> done = claim.apply(COPY);
        Map<String, String> removed = claim.apply(REMOVE);
        assertTrue(
                !readable || done.values().stream().noneMatch(what -> what.startsWith("FAILED")));
        assertEquals(done.keySet(), removed.keySet());
        boolean failed = removed.values().stream().anyMatch(what -> what.startsWith("FAILED"));
        for (String stage : claim.stages()) {
            assertEquals(failed, !claim.audit(stage).leftovers().isEmpty());
        }
        long left =
                removed.values().stream()
                        .filter(what ->
                                what.startsWith("UNSUPPORTED") || what.startsWith("SKIPPED"))
                        .count();
        assertEquals(left, claim.audit(REMOVE).mentions().size());
    }

    @Property(tries = 500)
    void whoeverWritesInBetweenNoStepEverLosesOrDoublesAnything(@ForAll long seed) {
        ClaimScenario scenario = new ClaimScenario(seed);
        ClaimDriver claim = scenario.driver();
        Map<String, List<Entry>> planned = new HashMap<>();
        claim.stages().forEach(stage -> planned.put(stage, claim.found(stage)));
        claim.watch(
                () -> scenario.somebodyElseWrites(claim),
                before -> {
                    assertTrue(
                            bodies(claim.contents()).containsAll(bodies(before)), "lost a record");
                    noIdIsDoubled(
                            ids(before.get(scenario.target)), ids(claim.content(scenario.target)));
                });
        for (String stage : List.of(COPY, REMOVE, COPY, REMOVE)) {
            claim.apply(claim.stage(stage), planned.get(stage));
        }
        claim.undo();
    }

    @Property(tries = 300)
    void whatTheNewOwnerHadStaysInFrontByteForByte(@ForAll long seed) {
        ClaimScenario scenario = new ClaimScenario(seed);
        ClaimDriver claim = scenario.driver();
        List<Element> had = elements(claim.content(scenario.target));
        Map<String, String> done = claim.apply(COPY);
        List<Element> has = elements(claim.content(scenario.target));
        assertEquals(had, has.subList(0, had.size()));
        assertEquals(
                done.values().stream().filter("CHANGED"::equals).count(), has.size() - had.size());
        for (Element added : has.subList(had.size(), has.size())) {
            Dialect dialect = scenario.sameHash ? GeneNetwork.OLD : GeneNetwork.NEW;
            assertTrue(
                    added.value().has(dialect.created()) && added.value().has(dialect.changed()));
            assertTrue(added.value().has("name"));
            assertEquals(
                    added.value().path("members").size(),
                    added.value().path("num_members").intValue());
        }
    }

    private static void noIdIsDoubled(Map<UUID, Integer> before, Map<UUID, Integer> now) {
        now.forEach((id, count) ->
                assertTrue(count <= Math.max(1, before.getOrDefault(id, 0)), "doubled"));
    }

    private Map<UUID, Integer> ids(@Nullable Content content) {
        Map<UUID, Integer> ids = new HashMap<>();
        for (Element element : elements(content)) {
            reader.read(element).knownId().ifPresent(id -> ids.merge(id, 1, Integer::sum));
        }
        return ids;
    }

    /// What there is of collections anywhere, under whatever id and name; of what is no collection,
    /// its text.
    private Set<Object> bodies(Map<Key, Content> contents) {
        Set<Object> bodies = new HashSet<>();
        contents.values()
                .forEach(content -> {
                    if (RecordArray.parse(content) instanceof RecordArray.NotAnArray) {
                        bodies.add(content);
                    }
                    elements(content).forEach(element -> bodies.add(body(element)));
                });
        return bodies;
    }

    private Object body(Element element) {
        return switch (reader.read(element)) {
            case Reading.Unsupported bad -> element.text();
            case Reading.Good(CollectionRecord good) -> {
                List<Object> body = new ArrayList<>(List.of(good.created(), good.changed()));
                body.add(good.members());
                body.add(good.others());
                yield body;
            }
        };
    }

    private static List<Element> elements(@Nullable Content content) {
        return RecordArray.parse(content) instanceof RecordArray.Array(List<Element> elements)
                ? elements
                : List.of();
    }
}
