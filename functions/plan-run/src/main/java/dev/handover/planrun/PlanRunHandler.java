package dev.handover.planrun;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.QueueHandler;
import dev.handover.lambda.SqsBatch;
import dev.handover.lambda.Wiring;
import dev.handover.run.Engine;
import dev.handover.run.Planner;
import dev.handover.run.Work;

/// Queue `plans` → a run's plan: reads only. What it does is [Planner].
public final class PlanRunHandler implements QueueHandler {
    private final Current<SqsBatch<Work.Plan>> batch;

    public PlanRunHandler() {
        batch = Wiring.of(Deployed.PLAN_RUN).current(wiring -> batch(wiring.engine()));
    }

    PlanRunHandler(Engine engine) {
        batch = Current.always(batch(engine));
    }

    private static SqsBatch<Work.Plan> batch(Engine engine) {
        return SqsBatch.ofWork(
                "plan-run", Work.Plan.class, new Planner(engine)::plan, engine.log());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.get().run(event, context);
    }
}
