package dev.handover.acceptrequests;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.lambda.Fields;
import dev.handover.lambda.Refusal;
import dev.handover.lambda.RunRequests;
import dev.handover.run.Controls;
import dev.handover.run.Engine;
import dev.handover.run.GivenUp;
import dev.handover.run.Outcome;
import dev.handover.run.Queues;
import dev.handover.run.Run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Makes a run of each request that a system sends.
///
/// Trigger: queue `requests`. Safe to repeat: the run's id is derived from the request's, which is
/// the message's own unless the sender gives one, as the field `requestId`, as the message
/// attribute of that name, or as `mid` of an envelope ([JobRequest]); an equal request joins a run
/// that is still live. What can't be taken goes to the queue `dead-requests` with a reason code,
/// for a person, and disturbs nothing else.
final class AcceptRequests {
    private static final String REQUEST_ID = "requestId";

    private final Engine engine;
    private final Controls controls;
    private final RunRequests requests;

    AcceptRequests(Engine engine, RunRequests requests) {
        this.engine = engine;
        this.requests = requests;
        controls = new Controls(engine);
    }

    Outcome accept(SQSMessage message) {
        try {
            ObjectNode body = object(message.getBody());
            if (JobRequest.isOne(body)) {
                JobRequest job = JobRequest.of(body);
                String id = job.id() != null ? job.id() : givenId(message);
                job.asked().forEach(asked -> start(message, runId(id, asked.part()), asked));
            } else {
                Fields fields = new Fields(body);
                String id = fields.optionalText(REQUEST_ID).orElseGet(() -> givenId(message));
                start(message, requests.read(fields, origin(runId(id, ""))));
            }
            return new Outcome.Done();
        } catch (Refusal refusal) {
            Map<String, String> why =
                    Map.of("reason", refusal.code(), "message", message.getMessageId());
            engine.queues().send(Queues.Name.DEAD_REQUESTS, message.getBody(), Duration.ZERO, why);
            engine.ledger()
                    .givenUp
                    .note(
                            new GivenUp.Message(
                                    message.getMessageId(),
                                    "requests",
                                    refusal.code(),
                                    null,
                                    engine.clock().instant()));
            return new Outcome.Refused(refusal.code());
        }
    }

    private void start(SQSMessage message, String runId, JobRequest.Asked asked) {
        start(message, requests.read(new Fields(asked.request()), origin(runId), asked.confided()));
    }

    private void start(SQSMessage message, Controls.Request asked) {
        Run run = RunRequests.start(controls, asked);
        engine.log()
                .info(
                        "request-accepted",
                        Map.of("run", run.runId(), "message", message.getMessageId()));
    }

    private static RunRequests.Origin origin(String runId) {
        return new RunRequests.Origin(runId, "queue:requests", false, true);
    }

    private static ObjectNode object(String body) {
        JsonNode request;
        try {
            request = Json.parse(body);
        } catch (Json.Malformed malformed) {
            throw new Refusal(400, "not-json", "the message is " + malformed.getMessage());
        }
        if (request instanceof ObjectNode object) {
            return object;
        }
        throw new Refusal(400, "not-an-object", "the message must be a JSON object");
    }

    private static String givenId(SQSMessage message) {
        return Optional.ofNullable(message.getMessageAttributes())
                .map(attributes -> attributes.get(REQUEST_ID))
                .map(MessageAttribute::getStringValue)
                .orElse(message.getMessageId());
    }

    private static String runId(String requestId, String part) {
        return part.isEmpty()
                ? DerivedId.of("request", requestId).toString()
                : DerivedId.of("request", requestId, part).toString();
    }
}
