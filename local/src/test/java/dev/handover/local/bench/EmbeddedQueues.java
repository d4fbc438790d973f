package dev.handover.local.bench;

import dev.handover.run.Queues;
import dev.handover.testing.Servers;

import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Queues on ElasticMQ, with what Lambda does for its functions: receives and deletes, with clients
/// of its own, so that only the functions' calls are counted.
final class EmbeddedQueues implements Queues {
    static final List<Name> WORK = List.of(Name.PLANS, Name.BATCHES, Name.VERIFICATIONS);

    /// Nanoseconds between two looks that find nothing, so that looking isn't all that is done.
    private static final long REST = 10_000_000;

    private final Queues sender;
    private final Map<Queues.Name, String> urls;
    private long emptyAt;

    EmbeddedQueues(Queues sender, Map<Queues.Name, String> urls) {
        this.sender = sender;
        this.urls = urls;
    }

    @Override
    public void send(Name queue, String body, Duration delay, Map<String, String> attributes) {
        sender.send(queue, body, delay, attributes);
    }

    /// Up to ten messages of each queue, taken off it.
    List<String> take() {
        LockSupport.parkNanos(emptyAt + REST - System.nanoTime());
        List<String> bodies = new ArrayList<>();
        for (Name queue : WORK) {
            String url = urls.get(queue);
            List<Message> messages =
                    Servers.sqs()
                            .receiveMessage(
                                    receive -> receive.queueUrl(url).maxNumberOfMessages(10))
                            .messages();
            if (!messages.isEmpty()) {
                Servers.sqs()
                        .deleteMessageBatch(delete ->
                                delete.queueUrl(url)
                                        .entries(
                                                messages.stream()
                                                        .map(EmbeddedQueues::entry)
                                                        .toList()));
            }
            messages.forEach(message -> bodies.add(message.body()));
        }
        emptyAt = bodies.isEmpty() ? System.nanoTime() : System.nanoTime() - REST;
        return bodies;
    }

    private static DeleteMessageBatchRequestEntry entry(Message message) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(message.messageId())
                .receiptHandle(message.receiptHandle())
                .build();
    }
}
