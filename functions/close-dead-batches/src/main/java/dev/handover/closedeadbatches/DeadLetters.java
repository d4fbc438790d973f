package dev.handover.closedeadbatches;

import dev.handover.run.DeadBatches;
import dev.handover.run.Deadline;
import dev.handover.run.Engine;
import dev.handover.run.GivenUp;
import dev.handover.run.Outcome;

import java.util.Map;

/// Ends what a dead letter was about: work of a run as [DeadBatches] does; a look after a login is
/// let go, since the next login looks again. Both are logged as `dead-letter`: a person should find
/// out why.
final class DeadLetters {
    private final Engine engine;
    private final DeadBatches batches;

    DeadLetters(Engine engine) {
        this.engine = engine;
        batches = new DeadBatches(engine);
    }

    Outcome close(DeadLetter letter, Deadline deadline) {
        return switch (letter) {
            case DeadLetter.OfRun(var work) -> batches.close(work);
            case DeadLetter.OfLogin(String messageId) -> {
                engine.log().error("dead-letter", Map.of("work", "LOGINS"));
                engine.ledger()
                        .givenUp
                        .note(
                                new GivenUp.Message(
                                        messageId,
                                        "logins",
                                        "could-not-look",
                                        null,
                                        engine.clock().instant()));
                yield new Outcome.Done();
            }
        };
    }
}
