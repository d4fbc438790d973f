package dev.handover.local.toy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// Does what a message says: `<test> fail` is reported as failed, `<test> throw` throws, `<test>
/// hang` never ends. Remembers what it got, by the message's first word, which names the test.
public final class WorkHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    /// @param remaining milliseconds
    public record Got(SQSEvent.SQSMessage message, int remaining, String requestId) {}

    private static final Map<String, BlockingQueue<Got>> GOT = new ConcurrentHashMap<>();
    public static final BlockingQueue<String> INTERRUPTED = new LinkedBlockingQueue<>();

    public static BlockingQueue<Got> got(String test) {
        return GOT.computeIfAbsent(test, _ -> new LinkedBlockingQueue<>());
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        List<SQSBatchResponse.BatchItemFailure> failures = new ArrayList<>();
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            String[] words = message.getBody().split(" ");
            got(words[0])
                    .add(
                            new Got(
                                    message,
                                    context.getRemainingTimeInMillis(),
                                    context.getAwsRequestId()));
            switch (words[1]) {
                case "fail" ->
                        failures.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
                case "throw" -> throw new IllegalStateException("as told");
                case "hang" -> hang(words[0]);
                default -> context.getLogger().log("done");
            }
        }
        return new SQSBatchResponse(failures);
    }

    private static void hang(String test) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            INTERRUPTED.add(test);
            Thread.currentThread().interrupt();
        }
    }
}
