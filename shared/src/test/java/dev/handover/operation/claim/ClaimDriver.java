package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Verdict;
import dev.handover.run.Edit;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Facts;
import dev.handover.run.Edit.Outcome;
import dev.handover.run.Edit.Wrote;
import dev.handover.run.Names;
import dev.handover.run.Run;
import dev.handover.run.Stage;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Atomicity;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Written;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/// Does with a claim's stages what the engine does, one step after the other, on a store in memory;
/// between the steps a test may write what it likes.
final class ClaimDriver {
    final MemoryStore store = new MemoryStore(Atomicity.OWN);
    private final ClaimOperation operation;
    private final Run run;
    private final List<Journaled> journal = new ArrayList<>();

    /// Called before the documents of a step are read.
    private Runnable beforeEachStep = () -> {};

    /// Called after each write, with everything as it was before it.
    private Consumer<SortedMap<Key, Content>> afterEachWrite = before -> {};

    private record Journaled(Edit stage, Entry entry, Wrote wrote) {}

    ClaimDriver(ClaimRules rules, String request) {
        operation = new ClaimOperation(rules, name -> store);
        try {
            run = run((ObjectNode) new ObjectMapper().readTree(request));
        } catch (JsonProcessingException e) {
            throw new AssertionError("the test's own JSON is broken", e);
        }
    }

    /// Of a run the stages see what it is called and what was asked.
    private static Run run(ObjectNode request) {
        Instant now = Instant.EPOCH;
        return new Run(
                "run-1", "claim", request, List.of(), "test", false, false, null, 1, List.of(), 1,
                null, null, null, null, now, now, null, null, null, null);
    }

    /// All of `old`, for `new`.
    static ClaimDriver ofAll() {
        return new ClaimDriver(GeneNetwork.RULES, "{\"to\": \"new\", \"from\": [\"old\"]}");
    }

    void watch(Runnable beforeEachStep, Consumer<SortedMap<Key, Content>> afterEachWrite) {
        this.beforeEachStep = beforeEachStep;
        this.afterEachWrite = afterEachWrite;
    }

    ClaimDriver with(Key key, String... elements) {
        return with(key, GeneNetwork.list(elements));
    }

    ClaimDriver with(Key key, @Nullable Content content) {
        store.writeFromOutside(key, content);
        return this;
    }

    String text(Key key) {
        Content content = content(key);
        return content == null ? "absent" : content.text();
    }

    @Nullable Content content(Key key) {
        return store.read(List.of(key)).getFirst().content();
    }

    SortedMap<Key, Content> contents() {
        return store.contents();
    }

    Edit stage(String name) {
        return operation.stages(run, Names.NONE).stream()
                .filter(stage -> stage.name().equals(name))
                .map(Edit.class::cast)
                .findFirst()
                .orElseThrow();
    }

    List<String> stages() {
        return operation.stages(run, Names.NONE).stream().map(Stage::name).toList();
    }

    /// Everything, in order.
    Map<String, String> run() {
        Map<String, String> all = new LinkedHashMap<>();
        stages().forEach(name -> all.putAll(apply(name)));
        return all;
    }

    /// What became of the records, as `<verdict>` or `<verdict> <reason>`.
    Map<String, String> apply(String stage) {
        return apply(stage(stage), found(stage));
    }

    /// What the plan would say.
    List<Entry> found(String stage) {
        List<Entry> entries = new ArrayList<>();
        String from = null;
        do {
            Stage.Found found = stage(stage).find(from, 1);
            entries.addAll(found.entries());
            from = found.next();
        } while (from != null);
        return entries;
    }

    Map<String, String> apply(Edit stage, List<Entry> entries) {
        Map<String, String> said = new LinkedHashMap<>();
        for (Entry entry : entries) {
            beforeEachStep.run();
            Map<Key, Document> read = read(stage, entry);
            Document current = read.remove(entry.key());
            Decision decision = stage.decide(entry, current, new Facts(read));
            write(current, decision.after());
            journal.add(
                    new Journaled(stage, entry, new Wrote(current.content(), decision.after())));
            said.putAll(said(entry, decision));
        }
        return said;
    }

    /// Undoes everything, the last step first.
    Map<String, String> undo() {
        Map<String, String> said = new HashMap<>();
        for (Journaled step : journal.reversed()) {
            beforeEachStep.run();
            Map<Key, Document> read = read(step.stage, step.entry);
            Document current = read.remove(step.entry.key());
            Decision decision =
                    step.stage.restore(step.entry, current, step.wrote, new Facts(read));
            write(current, decision.after());
            said(step.entry, decision)
                    .forEach((id, what) -> said.merge(id, what, ClaimDriver::worse));
        }
        return said;
    }

    private static String worse(String one, String other) {
        return one.startsWith("SKIPPED") ? one : other;
    }

    Stage.Audit audit(String stage) {
        return stage(stage).audit(null, 50);
    }

    private Map<Key, Document> read(Edit stage, Entry entry) {
        List<Key> keys = new ArrayList<>(stage.facts(entry));
        keys.add(entry.key());
        Map<Key, Document> documents = new HashMap<>();
        store.read(keys).forEach(document -> documents.put(document.key(), document));
        return documents;
    }

    private void write(Document current, @Nullable Content after) {
        if (!current.has(after)) {
            SortedMap<Key, Content> before = contents();
            List<Written> written = store.write(List.of(new Change(current, after)));
            assertInstanceOf(Written.Done.class, written.getFirst());
            afterEachWrite.accept(before);
        }
    }

    private static Map<String, String> said(Entry entry, Decision decision) {
        assertEquals(
                entry.records(),
                decision.outcomes().stream().map(Outcome::record).toList(),
                "each record has one verdict");
        Map<String, String> said = new LinkedHashMap<>();
        for (Outcome outcome : decision.outcomes()) {
            String reason = outcome.reason();
            assertEquals(outcome.verdict() == Verdict.CHANGED, reason == null);
            said.put(outcome.record(), outcome.verdict() + (reason == null ? "" : " " + reason));
        }
        return said;
    }
}
