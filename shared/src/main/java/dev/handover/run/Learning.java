package dev.handover.run;

import dev.handover.run.Pages.Gathered;

import java.util.List;
import java.util.Set;

/// Finds out under which names a run's subject stands in the system, before the first change, and
/// seals them.
final class Learning {
    private Learning() {}

    /// @return whether all is known; else it goes on with the next message
    static boolean of(Engine engine, Run run, Deadline deadline) {
        return names(engine.vault(), run.runId())
                .gather(
                        () ->
                                Set.copyOf(
                                        Confided.of(engine.vault(), run.runId())
                                                .map(Confided::names)
                                                .orElse(List.of())),
                        from -> {
                            Operation.Lesson lesson =
                                    engine.operation(run)
                                            .learn(run, from, engine.settings().batchSize());
                            return new Gathered(lesson.names(), lesson.next());
                        },
                        deadline);
    }

    static Gathering names(Vault vault, String runId) {
        return new Gathering(vault, runId, "names");
    }
}
