package dev.handover.forwardmessages;

import com.amazonaws.services.lambda.runtime.events.KafkaEvent;
import com.amazonaws.services.lambda.runtime.events.KafkaEvent.KafkaEventRecord;

import dev.handover.document.Json;
import dev.handover.run.GivenUp;
import dev.handover.run.Ledger;
import dev.handover.run.Log;
import dev.handover.run.Queues;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends each record of a Kafka topic on to the queue `requests`, as it is.
///
/// Trigger: Kafka. Safe to repeat: a batch that fails comes again as a whole, so a record carries
/// its place in the topic as the request's id, unless it names itself by its `mid`; forwarded twice
/// it is the same request. Partitions keep their order as far as they can: a queue gives no
/// promise, and nothing relies on it. A record that no queue can carry would hold up its partition
/// for ever: it is given up at once, with a reason code, and its place for a person to read it
/// there.
final class ForwardMessages {
    /// Bytes that a message of SQS may have, its attributes included.
    private static final int LARGEST = 1024 * 1024 - 1024;

    private final Queues queues;
    private final Ledger ledger;
    private final Log log;
    private final InstantSource clock;

    ForwardMessages(Queues queues, Ledger ledger, Log log, InstantSource clock) {
        this.queues = queues;
        this.ledger = ledger;
        this.log = log;
        this.clock = clock;
    }

    void forward(KafkaEvent event) {
        int forwarded = 0;
        for (List<KafkaEventRecord> partition : event.getRecords().values()) {
            for (KafkaEventRecord record : partition) {
                forward(record);
                forwarded++;
            }
        }
        log.info("messages-forwarded", Map.of("records", forwarded));
    }

    private void forward(KafkaEventRecord record) {
        String place = record.getTopic() + "/" + record.getPartition() + "/" + record.getOffset();
        Optional<String> body = text(record);
        if (body.isPresent()) {
            queues.send(
                    Queues.Name.REQUESTS,
                    body.get(),
                    Duration.ZERO,
                    Map.of("requestId", "kafka:" + place));
            return;
        }
        String reason = "not-forwardable";
        queues.send(
                Queues.Name.DEAD_REQUESTS,
                Json.text(
                        Json.object()
                                .put("topic", record.getTopic())
                                .put("partition", record.getPartition())
                                .put("offset", record.getOffset())),
                Duration.ZERO,
                Map.of("reason", reason));
        ledger.givenUp.note(
                new GivenUp.Message("kafka:" + place, "kafka", reason, null, clock.instant()));
        log.error("refused", Map.of("why", reason, "record", place));
    }

    /// The record's value, if it is text that SQS takes: valid UTF-8, not empty, not too large, no
    /// characters but those of XML 1.0.
    private static Optional<String> text(KafkaEventRecord record) {
        if (record.getValue() == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(record.getValue());
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            boolean fits = bytes.length > 0 && bytes.length <= LARGEST;
            return fits && text.codePoints().allMatch(ForwardMessages::isTaken)
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return Optional.empty();
        }
    }

    private static boolean isTaken(int c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF);
    }
}
