package dev.handover.local.canary;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Every request to DynamoDB, SQS and S3 that this process makes while somebody listens, as it goes
/// over the wire: names, headers, bodies. The SDK finds it by `execution.interceptors` among the
/// resources.
public final class Overheard implements ExecutionInterceptor {
    /// @param place what was called, and on what
    public record Said(String place, byte[] content) {}

    private static final ConcurrentLinkedQueue<Said> SAID = new ConcurrentLinkedQueue<>();
    private static volatile boolean listening;
    private static final ScopedValue<Boolean> OURS = ScopedValue.newInstance();

    /// Forgets what it heard before.
    public static void listen() {
        SAID.clear();
        listening = true;
    }

    public static List<Said> heard() {
        listening = false;
        return List.copyOf(SAID);
    }

    /// What a test itself plants or looks at is none of the system's sayings.
    public static void unheard(Runnable ours) {
        ScopedValue.where(OURS, true).run(ours);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes more) {
        if (!listening || OURS.isBound()) {
            return;
        }
        String place = context.request().getClass().getSimpleName();
        List<String> parts = new ArrayList<>();
        parts.add(context.httpRequest().encodedPath());
        context.httpRequest().headers().forEach((name, values) -> parts.add(name + values));
        Optional<String> refused = refused(context.request());
        if (refused.isPresent()) {
            // for a person to look at, so it keeps what came in; the queue is encrypted
            place += " to dead-requests";
            parts.add(refused.get());
        } else {
            context.requestBody()
                    .ifPresent(body -> parts.add(read(body.contentStreamProvider().newStream())));
        }
        SAID.add(new Said(place, String.join("\n", parts).getBytes(StandardCharsets.ISO_8859_1)));
    }

    /// The attributes, if it is a message to the queue of requests that couldn't be taken.
    private static Optional<String> refused(SdkRequest request) {
        return request instanceof SendMessageRequest send
                        && send.queueUrl().endsWith("/DeadRequestsQueue")
                ? Optional.of(send.messageAttributes() + "" + send.messageSystemAttributes())
                : Optional.empty();
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
