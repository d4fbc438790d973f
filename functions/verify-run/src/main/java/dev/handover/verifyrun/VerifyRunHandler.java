package dev.handover.verifyrun;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.QueueHandler;
import dev.handover.lambda.SqsBatch;
import dev.handover.lambda.Wiring;
import dev.handover.run.Auditor;
import dev.handover.run.Engine;
import dev.handover.run.Work;

/// Queue `verifications` → one pass over what a stage should have left. What it does is [Auditor].
public final class VerifyRunHandler implements QueueHandler {
    private final Current<SqsBatch<Work.Verify>> batch;

    public VerifyRunHandler() {
        batch = Wiring.of(Deployed.VERIFY_RUN).current(wiring -> batch(wiring.engine()));
    }

    VerifyRunHandler(Engine engine) {
        batch = Current.always(batch(engine));
    }

    private static SqsBatch<Work.Verify> batch(Engine engine) {
        return SqsBatch.ofWork(
                "verify-run", Work.Verify.class, new Auditor(engine)::verify, engine.log());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.get().run(event, context);
    }
}
