package dev.handover.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A handler whose events are read, and whose answers are written, by the JSON library that the
/// function has loaded anyway. Lambda's own serialiser is a second copy of that library: 700
/// classes at each start. It would read and write the same, which a test holds.
///
/// Of a class's methods of one name Lambda calls the one with most parameters: this one.
///
/// @param <E> the event
/// @param <A> the answer
public interface JsonHandler<E, A> extends RequestHandler<E, A>, RequestStreamHandler {
    /// @throws dev.handover.document.Json.Malformed when it is no such event
    E event(byte[] json);

    @Override
    default void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        A answered = handleRequest(event(event.readAllBytes()), context);
        answer.write(EventJson.bytes(answered));
    }
}
