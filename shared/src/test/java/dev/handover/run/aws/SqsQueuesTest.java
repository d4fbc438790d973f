package dev.handover.run.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.run.Queues;
import dev.handover.run.QueuesContract;
import dev.handover.run.Trace;
import dev.handover.testing.Servers;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class SqsQueuesTest extends QueuesContract {
    private final SqsClient sqs = Servers.sqs();
    private final Map<Queues.Name, String> urls = new EnumMap<>(Queues.Name.class);

    @BeforeEach
    void create() {
        for (Queues.Name name :
                List.of(Queues.Name.REQUESTS, Queues.Name.BATCHES, Queues.Name.EFFECTS)) {
            String queue = Servers.freshName(name.name());
            urls.put(name, sqs.createQueue(create -> create.queueName(queue)).queueUrl());
        }
    }

    @Override
    protected Queues queues() {
        return new SqsQueues(sqs, urls);
    }

    @Override
    protected List<Received> receive(Queues.Name queue) {
        List<Received> all = new ArrayList<>();
        while (true) {
            List<Message> messages =
                    sqs.receiveMessage(receive ->
                                    receive.queueUrl(urls.get(queue))
                                            .maxNumberOfMessages(10)
                                            .messageAttributeNames("All"))
                            .messages();
            if (messages.isEmpty()) {
                return all;
            }
            for (Message message : messages) {
                Map<String, String> attributes = new TreeMap<>();
                message.messageAttributes()
                        .forEach((name, value) -> attributes.put(name, value.stringValue()));
                all.add(new Received(message.body(), attributes));
                sqs.deleteMessage(delete ->
                        delete.queueUrl(urls.get(queue)).receiptHandle(message.receiptHandle()));
            }
        }
    }

    @Override
    protected int delayed(Queues.Name queue) {
        QueueAttributeName delayed = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
        return Integer.parseInt(
                sqs.getQueueAttributes(get -> get.queueUrl(urls.get(queue)).attributeNames(delayed))
                        .attributes()
                        .get(delayed));
    }

    @Test
    void aMessageCarriesTheTraceInWhichItWasSent() {
        String trace = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";
        Trace.within(
                trace,
                () -> {
                    queues().send(Queues.Name.BATCHES, "{}");
                    return true;
                });
        Message message =
                sqs.receiveMessage(receive ->
                                receive.queueUrl(urls.get(Queues.Name.BATCHES))
                                        .messageSystemAttributeNames(
                                                MessageSystemAttributeName.AWS_TRACE_HEADER))
                        .messages()
                        .getFirst();
        assertEquals(trace, message.attributesAsStrings().get("AWSTraceHeader"));
    }

    @Test
    void aQueueWithoutAnAddressIsNamed() {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class, () -> queues().send(Queues.Name.LOGINS, "{}"));
        assertTrue(e.getMessage().contains("LOGINS"), e.getMessage());
    }
}
