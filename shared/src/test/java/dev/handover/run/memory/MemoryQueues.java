package dev.handover.run.memory;

import dev.handover.run.Queues;
import dev.handover.run.aws.SqsQueues;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// [Queues] in memory: keeps what was sent, in the order in which it was. Nothing is delivered; a
/// test does that.
public final class MemoryQueues implements Queues {
    public record Sent(Name queue, String body, Duration delay, Map<String, String> attributes) {}

    private final List<Sent> sent = new ArrayList<>();

    /// Everything that was sent and not yet taken.
    public synchronized List<Sent> sent() {
        return List.copyOf(sent);
    }

    public synchronized List<Sent> sent(Name queue) {
        return sent.stream().filter(message -> message.queue() == queue).toList();
    }

    /// Everything that was sent and not yet taken; afterwards there is nothing.
    public synchronized List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public synchronized void send(
            Name queue, String body, Duration delay, Map<String, String> attributes) {
        SqsQueues.check(body, delay, attributes);
        sent.add(new Sent(queue, body, delay, Map.copyOf(attributes)));
    }
}
