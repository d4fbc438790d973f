package dev.handover.acceptrequests;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;

import dev.handover.lambda.Current;
import dev.handover.lambda.Deployed;
import dev.handover.lambda.QueueHandler;
import dev.handover.lambda.RunRequests;
import dev.handover.lambda.SqsBatch;
import dev.handover.lambda.Wiring;
import dev.handover.run.Engine;

import java.util.Map;
import java.util.function.Function;

/// Queue `requests` → runs. What it does is [AcceptRequests].
public final class AcceptRequestsHandler implements QueueHandler {
    private final Current<SqsBatch<SQSMessage>> batch;

    public AcceptRequestsHandler() {
        batch =
                Wiring.of(Deployed.ACCEPT_REQUESTS)
                        .current(
                                wiring -> batch(wiring.engine(), RunRequests.of(wiring.dataMap())));
    }

    AcceptRequestsHandler(Engine engine, RunRequests requests) {
        batch = Current.always(batch(engine, requests));
    }

    private static SqsBatch<SQSMessage> batch(Engine engine, RunRequests requests) {
        AcceptRequests step = new AcceptRequests(engine, requests);
        return new SqsBatch<>(
                "accept-requests",
                Function.identity(),
                _ -> Map.of(),
                (message, _) -> step.accept(message),
                engine.log());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return batch.get().run(event, context);
    }
}
