package dev.handover.forwardmessages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;

import dev.handover.document.Json;
import dev.handover.run.Queues;
import dev.handover.testing.Events;
import dev.handover.testing.Invocation;
import dev.handover.testing.MemoryStack;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

class ForwardMessagesHandlerTest {
    private final MemoryStack stack = new MemoryStack();
    private final ForwardMessagesHandler handler =
            new ForwardMessagesHandler(
                    stack.queues, stack.engine.ledger(), stack.engine.log(), stack.engine.clock());

    private void takeFile(String name) {
        handler.handleRequest(
                Events.event(KafkaEvent.class, Events.text("forward-messages", name)),
                Invocation.unhurried());
    }

    private void take(byte[] value) {
        KafkaEventRecord record = new KafkaEventRecord();
        record.setTopic("dev.delete.user");
        record.setPartition(1);
        record.setOffset(7);
        record.setValue(Base64.getEncoder().encodeToString(value));
        KafkaEvent event = new KafkaEvent();
        event.setRecords(Map.of("dev.delete.user-1", List.of(record)));
        handler.handleRequest(event, Invocation.unhurried());
    }

    private List<String> ids() {
        return stack.queues.sent(Queues.Name.REQUESTS).stream()
                .map(sent -> sent.attributes().getOrDefault("requestId", ""))
                .toList();
    }

    @Test
    @DisplayName("each record becomes a request as it is, under the id of its place in the topic")
    void forwards() {
        takeFile("deletions");
        takeFile("transfers");
        assertEquals(
                List.of(
                        "kafka:prod.delete.user/0/15",
                        "kafka:prod.delete.user/0/16",
                        "kafka:prod.user.ownership.transfer/0/15"),
                ids());
        String sent = stack.queues.sent(Queues.Name.REQUESTS).getFirst().body();
        assertEquals(
                Json.parse(Events.text("accept-requests", "delete-user"))
                        .at("/Records/0/body")
                        .asText(),
                sent);
        assertFalse(String.join("", stack.logged).contains("asha"));
    }

    @Test
    @DisplayName("a batch that comes again brings the same requests")
    void again() {
        takeFile("deletions");
        takeFile("deletions");
        assertEquals(4, ids().size());
        assertEquals(2, ids().stream().distinct().count());
    }

    @Test
    @DisplayName("what no queue can carry is given up for all to see, and holds up nothing")
    void notForwardable() {
        takeFile("not-forwardable");
        take(new byte[] {'{', (byte) 0xC3, '}'}); // broken UTF-8
        take(" ".repeat(2 * 1024 * 1024).getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(), ids());
        assertEquals(4, stack.queues.sent(Queues.Name.DEAD_REQUESTS).size());
        assertEquals(
                "{\"topic\":\"prod.delete.user\",\"partition\":0,\"offset\":15}",
                stack.queues.sent(Queues.Name.DEAD_REQUESTS).getFirst().body());
        assertEquals(
                "not-forwardable",
                stack.engine.ledger().givenUp.list(null, 1).messages().getFirst().reason());
    }

    @Test
    @DisplayName("names in any script, quotes and emoji go on as they are")
    void anyText() {
        String text = "{\"name\":\"\u0906\u0936\u093e \\\"\u202e\\\" \ud83d\ude00\"}";
        take(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(text, stack.queues.sent(Queues.Name.REQUESTS).getFirst().body());
    }
}
