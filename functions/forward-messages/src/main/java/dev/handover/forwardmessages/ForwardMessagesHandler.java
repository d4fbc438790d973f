package dev.handover.forwardmessages;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent;

import dev.handover.lambda.Deployed;
import dev.handover.lambda.EventJson;
import dev.handover.lambda.JsonHandler;
import dev.handover.lambda.Wiring;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Queues;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;

/// Kafka topics → queue `requests`. What it does is [ForwardMessages].
public final class ForwardMessagesHandler implements JsonHandler<KafkaEvent, @Nullable Void> {
    private final ForwardMessages step;

    public ForwardMessagesHandler() {
        this(Wiring.of(Deployed.FORWARD_MESSAGES));
    }

    private ForwardMessagesHandler(Wiring wiring) {
        this(
                wiring.queues(),
                new Ledger(wiring.ledger(), wiring.clock()),
                wiring.log(),
                wiring.clock());
    }

    ForwardMessagesHandler(Queues queues, Ledger ledger, Log log, InstantSource clock) {
        step = new ForwardMessages(queues, ledger, log, clock);
    }

    @Override
    public KafkaEvent event(byte[] json) {
        return EventJson.read(json, KafkaEvent.class);
    }

    @Override
    public @Nullable Void handleRequest(KafkaEvent event, Context context) {
        step.forward(event);
        return null;
    }
}
