package dev.handover.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handover.local.toy.TickHandler;
import dev.handover.local.toy.WorkHandler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Queues and schedules set the template's functions off as they do in AWS.
class TriggersTest {
    private static final int PATIENCE =
            60; // seconds; on a busy machine everything takes long, nothing fails

    @TempDir static Path data;

    private static LocalRun run;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        run = new Toy(data).start();
        sqs = run.stack().clients().sqs();
    }

    @AfterAll
    static void stop() {
        run.close();
    }

    @Test
    void aMessageArrivesWithItsAttributesAndIsGoneAfterwards() throws Exception {
        Map<String, MessageAttributeValue> attributes =
                Map.of(
                        "reason",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("why")
                                .build());
        String id =
                sqs.sendMessage(r ->
                                r.queueUrl(url("WorkQueue"))
                                        .messageBody("arrives well")
                                        .messageAttributes(attributes))
                        .messageId();

        WorkHandler.Got got = next(WorkHandler.got("arrives"));
        assertEquals(id, got.message().getMessageId());
        assertEquals("why", got.message().getMessageAttributes().get("reason").getStringValue());
        assertEquals("1", got.message().getAttributes().get("ApproximateReceiveCount"));
        assertNotNull(got.message().getAttributes().get("SentTimestamp"));
        assertEquals(
                "arn:aws:sqs:us-east-1:000000000000:WorkQueue", got.message().getEventSourceArn());
        assertTrue(
                got.remaining() > 0 && got.remaining() <= 1000,
                "of the function's one second: " + got.remaining());
        awaitEmpty("WorkQueue");
    }

    @Test
    void ofABatchOnlyWhatFailedComesAgainAndThenIsADeadLetter() throws Exception {
        sqs.sendMessageBatch(r ->
                r.queueUrl(url("WorkQueue"))
                        .entries(List.of(entry("1", "partly well"), entry("2", "partly fail"))));

        BlockingQueue<WorkHandler.Got> got = WorkHandler.got("partly");
        List<String> bodies =
                List.of(next(got), next(got), next(got)).stream()
                        .map(g -> g.message().getBody())
                        .sorted()
                        .toList();
        assertEquals(List.of("partly fail", "partly fail", "partly well"), bodies);
        assertEquals("partly fail", deadLetter("partly"));
        assertTrue(got.isEmpty(), "two receives, as the queue allows");
    }

    @Test
    void whatAFunctionThrowsOverComesAgain() throws Exception {
        send("throws throw");
        WorkHandler.Got first = next(WorkHandler.got("throws"));
        WorkHandler.Got second = next(WorkHandler.got("throws"));
        assertEquals(first.message().getMessageId(), second.message().getMessageId());
        assertNotEquals(first.requestId(), second.requestId());
        assertEquals("throws throw", deadLetter("throws"));
    }

    @Test
    void aFunctionThatTakesTooLongIsInterruptedAndItsMessageComesAgain() throws Exception {
        send("hangs hang");
        next(WorkHandler.got("hangs"));
        assertEquals("hangs", next(WorkHandler.INTERRUPTED));
        next(WorkHandler.got("hangs"));
    }

    @Test
    void aScheduleFiresRightAtTheStartAndEachFunctionHasItsOwnEnvironment() throws Exception {
        TickHandler.Tick tick = next(TickHandler.TICKS);
        assertEquals("Scheduled Event", tick.event().getDetailType());
        assertNotNull(tick.event().getTime());
        assertEquals("hello", tick.greeting());
    }

    private static void send(String body) {
        sqs.sendMessage(r -> r.queueUrl(url("WorkQueue")).messageBody(body));
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static String url(String queue) {
        return sqs.getQueueUrl(r -> r.queueName(queue)).queueUrl();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return java.util.Objects.requireNonNull(
                queue.poll(PATIENCE, TimeUnit.SECONDS), "nothing came");
    }

    /// The dead letter of one test; those of others stay.
    private static String deadLetter(String test) {
        for (int tries = 0; tries < PATIENCE; tries++) {
            for (Message message :
                    sqs.receiveMessage(r ->
                                    r.queueUrl(url("DeadQueue"))
                                            .waitTimeSeconds(1)
                                            .visibilityTimeout(1))
                            .messages()) {
                if (message.body().startsWith(test)) {
                    return message.body();
                }
            }
        }
        throw new AssertionError("no dead letter");
    }

    private static void awaitEmpty(String queue) {
        List<QueueAttributeName> counts =
                List.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (sqs
                .getQueueAttributes(r -> r.queueUrl(url(queue)).attributeNames(counts))
                .attributes()
                .values()
                .stream()
                .anyMatch(count -> !count.equals("0"))) {
            assertTrue(System.nanoTime() < deadline, "messages stay in " + queue);
        }
    }
}
