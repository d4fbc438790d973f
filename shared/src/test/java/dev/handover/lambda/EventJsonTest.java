package dev.handover.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Json;
import dev.handover.testing.Events;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// That events are read as by Lambda's own serialisation, EventFilesTest shows with all of them.
class EventJsonTest {
    @Test
    @DisplayName("answers are written as by Lambda's own serialisation")
    void answersAreWrittenAsByLambda() throws IOException {
        APIGatewayV2HTTPResponse answer =
                Answer.ok(Json.object().put("who", "José")).with("x-a", "b").response();
        assertEquals(Events.answer(APIGatewayV2HTTPResponse.class, answer), written(answer));

        SQSBatchResponse failed = new SQSBatchResponse(List.of(new BatchItemFailure("message-1")));
        assertEquals(Events.answer(SQSBatchResponse.class, failed), written(failed));
    }

    @Test
    @DisplayName("what a message carries beside its body is read as by Lambda's own serialisation")
    void whatAMessageCarriesIsReadAsByLambda() {
        String event =
                """
                {"Records": [{
                  "messageId": "1", "receiptHandle": "r", "body": "{}",
                  "attributes": {"ApproximateReceiveCount": "1", "AWSTraceHeader": "Root=1-2-3"},
                  "messageAttributes": {
                    "requestId": {"stringValue": "kafka:t/0/1", "stringListValues": [],
                                  "binaryListValues": [], "dataType": "String"},
                    "bytes": {"binaryValue": "AAEC", "dataType": "Binary"}},
                  "md5OfBody": "99", "eventSource": "aws:sqs", "awsRegion": "eu-west-1",
                  "eventSourceARN": "arn:aws:sqs:eu-west-1:1:requests", "newerThanWeKnow": 1}]}
                """;
        assertEquals(
                Events.event(SQSEvent.class, event),
                EventJson.read(event.getBytes(StandardCharsets.UTF_8), SQSEvent.class));
    }

    private static JsonNode written(Object answer) throws IOException {
        return Json.parse(new String(EventJson.bytes(answer), StandardCharsets.UTF_8));
    }
}
