package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.handover.operation.DataMap;
import dev.handover.run.Run.State;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// The data map changes while runs are at work.
class RulebookTest {
    private final EngineKit kit = new EngineKit().notes(5);

    /// A deployment whose map says `now`; of other texts it only understands the first one's.
    private Engine deployed(@Nullable String now) {
        Rulebook rules =
                new Rulebook() {
                    @Override
                    public @Nullable String text() {
                        return now;
                    }

                    @Override
                    public Map<String, Operation> operations(String text) {
                        return text.equals("first") ? kit.operations : Map.of();
                    }
                };
        return new Engine(
                kit.ledger,
                kit.keys,
                kit.vault,
                kit.queues,
                _ -> kit.store,
                "first".equals(now) ? kit.operations : Map.of(),
                kit.signer,
                kit.engine.log(),
                () -> kit.now,
                kit.settings,
                rules);
    }

    private void plan(Engine engine, String runId) {
        Work.Plan work = (Work.Plan) Work.parse(kit.queues.take().getFirst().body());
        assertEquals(runId, work.run());
        new Planner(engine).plan(work, Deadline.NONE);
    }

    private void finish(Engine engine) {
        for (int minute = 0; minute < 10; minute++) {
            kit.now = kit.now.plusSeconds(90);
            new Sweeper(engine).sweep(Deadline.NONE);
            for (var due = kit.queues.take(); !due.isEmpty(); due = kit.queues.take()) {
                due.stream()
                        .filter(message -> !EngineKit.OUTSIDE.contains(message.queue()))
                        .forEach(message -> deliver(engine, Work.parse(message.body())));
            }
        }
    }

    private static void deliver(Engine engine, Work work) {
        switch (work) {
            case Work.Plan plan -> new Planner(engine).plan(plan, Deadline.NONE);
            case Work.Batch batch -> new Applier(engine).apply(batch, Deadline.NONE);
            case Work.Verify verify -> new Auditor(engine).verify(verify, Deadline.NONE);
        }
    }

    @Test
    @DisplayName("a run goes on, and is undone, by the rules under which it was planned")
    void aRunKeepsToItsRules() {
        var before = kit.memory.contents();
        kit.start("run");
        plan(deployed("first"), "run");
        Engine later = deployed("second");
        finish(later);
        assertEquals(State.COMPLETE, kit.state("run"));
        new Controls(later).undo("run", "op", "");
        finish(later);
        assertEquals(State.UNDONE, kit.state("run"));
        assertEquals(before, kit.memory.contents());
    }

    @Test
    @DisplayName("the plan's digest tells under which rules it was made")
    void theDigestTellsTheRules() {
        kit.start("run");
        plan(deployed("first"), "run");
        EngineKit other = new EngineKit().notes(5);
        other.start("run");
        other.deliver(other.queues.take().getFirst().body());
        assertNotEquals(other.run("run").leg().digest(), kit.run("run").leg().digest());
        assertEquals(new Rulebook.Kept("first").version(), kit.run("run").rules());
    }

    @Test
    @DisplayName("of two planners under different rules, the second follows the first")
    void theSecondPlannerFollowsTheFirst() {
        kit.start("run");
        kit.vault.settleOpen(
                "run", Rulebook.Kept.NAME, new Rulebook.Kept("first"), Rulebook.Kept.class);
        plan(deployed("second"), "run");
        assertEquals(new Rulebook.Kept("first").version(), kit.run("run").rules());
        finish(deployed("third"));
        assertEquals(State.COMPLETE, kit.state("run"));
    }

    @Test
    @DisplayName("a run that no version of a map was written for goes by today's")
    void aRunWithoutRulesGoesByTodays() {
        kit.start("run");
        plan(kit.engine, "run");
        finish(deployed("first"));
        assertEquals(State.COMPLETE, kit.state("run"));
    }

    @Test
    @DisplayName("a map's text, with what it extends, reads as the same map")
    void aMapsTextReadsAsTheSameMap() {
        String text = DataMap.text("genenetwork");
        assertEquals(DataMap.load("genenetwork"), DataMap.kept(text));
    }
}
