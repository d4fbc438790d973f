package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.handover.document.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// AWS's own types of events and answers, read and written as Lambda does it.
public final class EventJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(Json.factory())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .addMixIn(SQSEvent.class, Queued.class)
                    .addMixIn(SQSMessage.class, Message.class)
                    .build();

    /// What the types call otherwise than the events do.
    private interface Queued {
        @JsonProperty("Records")
        List<SQSMessage> getRecords();
    }

    private interface Message {
        @JsonProperty("eventSourceARN")
        String getEventSourceArn();
    }

    private EventJson() {}

    /// @throws Json.Malformed when it is no such event
    public static <E> E read(byte[] json, Class<E> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (IOException e) {
            throw new Json.Malformed(e);
        }
    }

    /// Reads an event that says nothing and writes an answer, so that the first real ones take no
    /// longer than the next.
    public static void prime(Class<?> event, Object answer) {
        read(new byte[] {'{', '}'}, event);
        try {
            bytes(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(@Nullable Object answer) throws IOException {
        return MAPPER.writeValueAsBytes(answer);
    }
}
