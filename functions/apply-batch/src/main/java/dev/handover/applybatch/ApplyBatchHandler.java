package dev.handover.applybatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.QueueHandler;
import dev.handover.lambda.SqsBatch;
import dev.handover.lambda.Wiring;
import dev.handover.run.Applier;
import dev.handover.run.Engine;
import dev.handover.run.Work;

/// Queue `batches` → one batch of a run, applied and closed. What it does is [Applier].
public final class ApplyBatchHandler implements QueueHandler {
    private final Current<SqsBatch<Work.Batch>> batch;

    public ApplyBatchHandler() {
        batch = Wiring.of(Deployed.APPLY_BATCH).current(wiring -> batch(wiring.engine()));
    }

    ApplyBatchHandler(Engine engine) {
        batch = Current.always(batch(engine));
    }

    private static SqsBatch<Work.Batch> batch(Engine engine) {
        return SqsBatch.ofWork(
                "apply-batch", Work.Batch.class, new Applier(engine)::apply, engine.log());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.get().run(event, context);
    }
}
