package dev.handover.forwardmessages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;

import dev.handover.run.Queues;
import dev.handover.servers.JavaServer;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// With a real broker: a small bridge polls it and hands the function what Lambda would, and like
/// Lambda gives a batch that failed again as a whole.
@Tag("servers")
class RealKafkaTest {
    private static final String TOPIC = "test.delete.user";
    private static final int MESSAGES = 25;

    private final MemoryStack stack = new MemoryStack();
    private int sends;

    /// Fails once, in the middle of a batch.
    private void send(
            Queues.Name queue, String body, Duration delay, Map<String, String> attributes) {
        sends++;
        if (sends == 10) {
            throw new IllegalStateException("the queue does not answer");
        }
        stack.queues.send(queue, body, delay, attributes);
    }

    private final ForwardMessagesHandler handler =
            new ForwardMessagesHandler(
                    this::send, stack.engine.ledger(), stack.engine.log(), stack.engine.clock());

    private static String message(int number) {
        return "{\"edata\":{\"action\":\"delete-user\",\"userId\":\"\u0906\u0936\u093e-"
                + number
                + "\"}}";
    }

    @Test
    @DisplayName("every message of a topic arrives, and a batch that failed is the same requests")
    void forwards() throws Exception {
        try (JavaServer.Started broker = JavaServer.KAFKA.own()) {
            produce(broker.address());
            int failures = bridge(broker.address());
            assertEquals(1, failures);
        }
        List<String> ids = new ArrayList<>();
        TreeSet<String> bodies = new TreeSet<>();
        stack.queues
                .sent(Queues.Name.REQUESTS)
                .forEach(sent -> {
                    ids.add(sent.attributes().getOrDefault("requestId", ""));
                    bodies.add(sent.body());
                });
        assertEquals(MESSAGES + 9, ids.size(), "nine of the failed batch came twice");
        assertEquals(MESSAGES, ids.stream().distinct().count());
        assertEquals(
                new TreeSet<>(
                        IntStream.range(0, MESSAGES).mapToObj(RealKafkaTest::message).toList()),
                bodies);
    }

    private static void produce(String brokers) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (int i = 0; i < MESSAGES; i++) {
                byte[] value = message(i).getBytes(StandardCharsets.UTF_8);
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
        }
    }

    private int bridge(String brokers) {
        int failures = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers", brokers,
                                "group.id", "handover",
                                "auto.offset.reset", "earliest",
                                "enable.auto.commit", "false"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            int taken = 0;
            while (taken < MESSAGES) {
                Map<String, List<KafkaEventRecord>> batch = new HashMap<>();
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record ->
                                batch.computeIfAbsent(
                                                record.topic() + "-" + record.partition(),
                                                _ -> new ArrayList<>())
                                        .add(record(record)));
                if (batch.isEmpty()) {
                    continue;
                }
                KafkaEvent event = new KafkaEvent();
                event.setRecords(batch);
                while (!isTaken(event)) {
                    failures++;
                }
                consumer.commitSync();
                taken += batch.values().stream().mapToInt(List::size).sum();
            }
        }
        return failures;
    }

    private boolean isTaken(KafkaEvent event) {
        try {
            handler.handleRequest(event, Invocation.unhurried());
            return true;
        } catch (IllegalStateException _) {
            return false;
        }
    }

    private static KafkaEventRecord record(ConsumerRecord<byte[], byte[]> from) {
        KafkaEventRecord record = new KafkaEventRecord();
        record.setTopic(from.topic());
        record.setPartition(from.partition());
        record.setOffset(from.offset());
        record.setTimestamp(from.timestamp());
        record.setValue(Base64.getEncoder().encodeToString(from.value()));
        return record;
    }
}
