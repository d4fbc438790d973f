package dev.handover.closedeadbatches;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.QueueHandler;
import dev.handover.lambda.SqsBatch;
import dev.handover.lambda.Wiring;
import dev.handover.run.Engine;

/// Queue `dead-work` → dead letters become `failed` records, so that a run always ends. What it
/// does is [DeadLetters].
public final class CloseDeadBatchesHandler implements QueueHandler {
    private final Current<SqsBatch<DeadLetter>> batch;

    public CloseDeadBatchesHandler() {
        batch = Wiring.of(Deployed.CLOSE_DEAD_BATCHES).current(wiring -> batch(wiring.engine()));
    }

    CloseDeadBatchesHandler(Engine engine) {
        batch = Current.always(batch(engine));
    }

    private static SqsBatch<DeadLetter> batch(Engine engine) {
        DeadLetters letters = new DeadLetters(engine);
        return new SqsBatch<>(
                "close-dead-batches",
                DeadLetter::parse,
                DeadLetter::ids,
                letters::close,
                engine.log());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.get().run(event, context);
    }
}
