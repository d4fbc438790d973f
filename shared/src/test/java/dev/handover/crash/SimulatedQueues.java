package dev.handover.crash;

import dev.handover.run.Queues;
import dev.handover.run.aws.SqsQueues;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// SQS with Lambda behind it: delivers at least once and in any order; what was received is hidden
/// for a while and comes again unless it is deleted; what was received too often is a dead letter.
final class SimulatedQueues implements Queues {
    /// As in the template.
    private static final Duration HIDDEN = Duration.ofSeconds(360);

    private static final int RECEIVES = 5;
    private static final Duration LAMBDA = Duration.ofSeconds(60);

    /// A message long forgotten by everybody, as SQS delivers one now and then: seconds.
    private static final int LATEST = 900;

    private final Simulation simulation;
    private final Faults faults;
    private final RandomGenerator random;
    private final Map<Name, Consumer<String>> functions = new EnumMap<>(Name.class);
    private final Consumer<Throwable> unexpected;
    private final Set<String> effects = new HashSet<>();
    private final Set<String> events = new HashSet<>();
    private @Nullable Consumer<String> deadLetters;
    private int underWay;
    private int dead;

    private final class Message {
        final Name queue;
        final String body;
        boolean isDead;
        int receives;

        Message(Name queue, String body) {
            this.queue = queue;
            this.body = body;
            underWay++;
        }

        void comesIn(Duration delay) {
            simulation.in(delay, this::received);
        }

        private void received() {
            receives++;
            if (receives > RECEIVES) {
                if (isDead) {
                    underWay--; // for a person
                    return;
                }
                isDead = true;
                dead++;
                receives = 1;
            }
            String name = (isDead ? "dead " : "") + queue;
            simulation.start(name, LAMBDA, () -> function().accept(body), this::worked);
        }

        private Consumer<String> function() {
            Consumer<String> function = isDead ? deadLetters : functions.get(queue);
            if (function == null) {
                throw new AssertionError("nobody listens to " + queue);
            }
            return function;
        }

        private void worked(Worker worker, @Nullable Throwable trouble) {
            if (trouble == null && !faults.hits(Fault.NOT_DELETED)) {
                underWay--;
                return;
            }
            if (trouble != null && !Trouble.isOurs(trouble)) {
                unexpected.accept(trouble);
            }
            comesIn(HIDDEN);
        }
    }

    /// @param unexpected is told of what a function threw and the simulation had not made happen
    SimulatedQueues(
            Simulation simulation,
            Faults faults,
            RandomGenerator random,
            Consumer<Throwable> unexpected) {
        this.simulation = simulation;
        this.faults = faults;
        this.random = random;
        this.unexpected = unexpected;
    }

    void listen(Name queue, Consumer<String> function) {
        functions.put(queue, function);
    }

    void listenToDeadLetters(Consumer<String> function) {
        deadLetters = function;
    }

    @Override
    public void send(Name queue, String body, Duration delay, Map<String, String> attributes) {
        SqsQueues.check(body, delay, attributes);
        if (queue == Name.EFFECTS) {
            effects.add(attributes.get("effectId") + " " + attributes.get("kind"));
            return;
        }
        if (queue == Name.EVENTS) {
            events.add(attributes.get("eventId"));
            return;
        }
        Duration late =
                faults.hits(Fault.DELAYED)
                        ? Duration.ofSeconds(random.nextInt(LATEST))
                        : Duration.ofMillis(random.nextInt(1, 200));
        new Message(queue, body).comesIn(delay.plus(late));
        if (faults.twins()) {
            Duration after = Duration.ofMillis(random.nextInt(60));
            new Message(queue, body).comesIn(delay.plus(late).plus(after));
        }
        if (faults.hits(Fault.DUPLICATED)) {
            int seconds = random.nextBoolean() ? 1 : random.nextBoolean() ? 60 : LATEST;
            new Message(queue, body).comesIn(delay.plusMillis(random.nextInt(seconds * 1000)));
        }
    }

    /// What the system was told, each once.
    Set<String> effects() {
        return effects;
    }

    /// Ids of what the event bus was told.
    Set<String> events() {
        return events;
    }

    boolean isEmpty() {
        return underWay == 0;
    }

    int deadLetters() {
        return dead;
    }
}
