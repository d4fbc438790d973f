package dev.handover.local.triggers;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.local.functions.Answer;
import dev.handover.local.functions.FunctionLog;
import dev.handover.local.functions.Functions;
import dev.handover.local.template.Trigger;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lambda's event source mapping of one queue: receives, invokes, deletes what succeeded. What
/// failed shows up again when the queue's visibility time-out is over; after enough receives the
/// queue itself moves it to its dead letters.
final class QueuePoller implements Runnable {
    private static final int LONG_POLL = 5; // seconds; an arriving message ends it at once
    private static final int AFTER_TROUBLE = 1; // second until the next try

    private final Trigger.FromQueue trigger;
    private final String queueUrl;
    private final String function;
    private final Functions functions;
    private final SqsClient sqs;
    private final FunctionLog log;
    private final Semaphore free;

    QueuePoller(
            Trigger.FromQueue trigger,
            String queueUrl,
            String function,
            Functions functions,
            SqsClient sqs,
            FunctionLog log) {
        this.trigger = trigger;
        this.queueUrl = queueUrl;
        this.function = function;
        this.functions = functions;
        this.sqs = sqs;
        this.log = log;
        this.free = new Semaphore(trigger.concurrency());
    }

    /// Until it is interrupted.
    @Override
    public void run() {
        try {
            while (!Thread.interrupted()) {
                free.acquire();
                List<Message> messages = receive();
                if (messages.isEmpty()) {
                    free.release();
                } else {
                    Thread.startVirtualThread(() -> work(messages));
                }
            }
        } catch (InterruptedException | AbortedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Message> receive() throws InterruptedException {
        try {
            return sqs.receiveMessage(request ->
                            request.queueUrl(queueUrl)
                                    .maxNumberOfMessages(trigger.batchSize())
                                    .waitTimeSeconds(LONG_POLL)
                                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                    .messageAttributeNames("All"))
                    .messages();
        } catch (AbortedException e) {
            throw e;
        } catch (SdkException
                | IllegalStateException e) { // the latter: the client is closed, at the end
            TimeUnit.SECONDS.sleep(AFTER_TROUBLE);
            return List.of();
        }
    }

    private void work(List<Message> messages) {
        try {
            Answer answer =
                    functions.invoke(
                            function, Json.bytes(SqsEventJson.of(messages, trigger.queueName())));
            Set<String> failed = failed(messages, answer);
            delete(
                    messages.stream()
                            .filter(message -> !failed.contains(message.messageId()))
                            .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the messages show up again
        } catch (RuntimeException e) {
            log.failure(function, e); // so do these
        } finally {
            free.release();
        }
    }

    private Set<String> failed(List<Message> messages, Answer answer) {
        Set<String> all = new HashSet<>();
        messages.forEach(message -> all.add(message.messageId()));
        return switch (answer) {
            case Answer.Failed _, Answer.TimedOut _ -> all;
            case Answer.Returned(byte[] json) ->
                    trigger.reportsFailures() ? reported(all, json) : Set.of();
        };
    }

    /// As Lambda reads it: an answer that can't be understood, or that names no message of the
    /// batch, fails all.
    private static Set<String> reported(Set<String> all, byte[] json) {
        Optional<JsonNode> answer = Json.read(json);
        if (answer.isEmpty()) {
            return all;
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure : answer.get().path("batchItemFailures")) {
            String id = failure.path("itemIdentifier").asText("");
            if (!all.contains(id)) {
                return all;
            }
            failed.add(id);
        }
        return failed;
    }

    private void delete(List<Message> done) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : done) {
            entries.add(
                    DeleteMessageBatchRequestEntry.builder()
                            .id(String.valueOf(entries.size()))
                            .receiptHandle(message.receiptHandle())
                            .build());
        }
        if (!entries.isEmpty()) {
            sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
        }
    }
}
