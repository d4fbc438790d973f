package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

/// Takes messages of a queue, and answers which of them shall come again.
public interface QueueHandler extends JsonHandler<SQSEvent, SQSBatchResponse> {
    @Override
    default SQSEvent event(byte[] json) {
        return EventJson.read(json, SQSEvent.class);
    }
}
