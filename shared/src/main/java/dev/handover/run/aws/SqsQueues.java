package dev.handover.run.aws;

import dev.handover.run.Queues;
import dev.handover.run.Trace;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// [Queues] on SQS. A function is given the addresses of those that it sends to, and of no others.
public final class SqsQueues implements Queues {
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);
    private static final int MOST_ATTRIBUTES = 10;
    private static final MessageSystemAttributeNameForSends TRACE =
            MessageSystemAttributeNameForSends.AWS_TRACE_HEADER;

    private final SqsClient sqs;
    private final Map<Name, String> urls;

    public SqsQueues(SqsClient sqs, Map<Name, String> urls) {
        this.sqs = sqs;
        this.urls = Map.copyOf(urls);
    }

    @Override
    public void send(Name queue, String body, Duration delay, Map<String, String> attributes) {
        check(body, delay, attributes);
        String url = urls.get(queue);
        if (url == null) {
            throw new IllegalStateException("this function has no address for the queue " + queue);
        }
        Map<String, MessageAttributeValue> values = new HashMap<>();
        attributes.forEach((name, value) ->
                values.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()));
        sqs.sendMessage(send -> {
            send.queueUrl(url)
                    .messageBody(body)
                    .delaySeconds((int) delay.toSeconds())
                    .messageAttributes(values);
            Trace.header()
                    .ifPresent(header -> send.messageSystemAttributes(Map.of(TRACE, text(header))));
        });
    }

    private static MessageSystemAttributeValue text(String value) {
        return MessageSystemAttributeValue.builder().dataType("String").stringValue(value).build();
    }

    /// What SQS takes, checked before it is asked.
    ///
    /// @throws IllegalArgumentException when it would not
    public static void check(String body, Duration delay, Map<String, String> attributes) {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0 || delay.getNano() != 0) {
            throw new IllegalArgumentException(
                    "a delay is 0 to 15 minutes in whole seconds, not " + delay);
        }
        if (body.isEmpty()) {
            throw new IllegalArgumentException("a message is not empty");
        }
        if (attributes.size() > MOST_ATTRIBUTES || attributes.containsValue("")) {
            throw new IllegalArgumentException(
                    "a message has at most 10 attributes, none of them empty");
        }
    }
}
