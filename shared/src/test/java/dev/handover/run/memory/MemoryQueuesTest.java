package dev.handover.run.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handover.run.Queues;
import dev.handover.run.QueuesContract;
import dev.handover.run.memory.MemoryQueues.Sent;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class MemoryQueuesTest extends QueuesContract {
    private final MemoryQueues queues = new MemoryQueues();
    private final List<Sent> waiting = new ArrayList<>();

    @Override
    protected Queues queues() {
        return queues;
    }

    @Override
    protected List<Received> receive(Queues.Name queue) {
        waiting.addAll(queues.take());
        List<Sent> ready =
                waiting.stream()
                        .filter(message -> message.queue() == queue && message.delay().isZero())
                        .toList();
        waiting.removeAll(ready);
        return ready.stream()
                .map(message -> new Received(message.body(), message.attributes()))
                .toList();
    }

    @Override
    protected int delayed(Queues.Name queue) {
        waiting.addAll(queues.take());
        return (int)
                waiting.stream()
                        .filter(message -> message.queue() == queue && message.delay().isPositive())
                        .count();
    }

    @Test
    void messagesAreKeptInTheOrderInWhichTheyWereSent() {
        queues.send(Queues.Name.PLANS, "1");
        queues.send(Queues.Name.BATCHES, "2");
        queues.send(Queues.Name.PLANS, "3");

        assertEquals(List.of("1", "2", "3"), queues.sent().stream().map(Sent::body).toList());
        assertEquals(
                List.of("1", "3"),
                queues.sent(Queues.Name.PLANS).stream().map(Sent::body).toList());
    }
}
