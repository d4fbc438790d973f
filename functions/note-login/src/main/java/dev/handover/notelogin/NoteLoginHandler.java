package dev.handover.notelogin;

import com.amazonaws.services.lambda.runtime.Context;

import dev.handover.lambda.Deployed;
import dev.handover.lambda.EventJson;
import dev.handover.lambda.InvocationTrace;
import dev.handover.lambda.JsonHandler;
import dev.handover.lambda.Wiring;
import dev.handover.run.Log;
import dev.handover.run.Queues;
import dev.handover.run.RunKeys;
import dev.handover.run.Trace;

import java.util.Map;

/// A Cognito post-authentication trigger or a `login` event on the event bus → a look, queued.
/// Answers with the event as it came, whatever happens: a login never fails for us.
public final class NoteLoginHandler
        implements JsonHandler<Map<String, Object>, Map<String, Object>> {
    private final NoteLogin step;
    private final Log log;

    public NoteLoginHandler() {
        this(Wiring.of(Deployed.NOTE_LOGIN));
    }

    private NoteLoginHandler(Wiring wiring) {
        this(wiring.keys(), wiring.queues(), wiring.log());
    }

    NoteLoginHandler(RunKeys keys, Queues queues, Log log) {
        step = new NoteLogin(keys, queues);
        this.log = log;
    }

    @Override
    @SuppressWarnings("unchecked") // an object's names are texts
    public Map<String, Object> event(byte[] json) {
        return EventJson.read(json, Map.class);
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        return Trace.within(InvocationTrace.of(context), () -> note(event, context));
    }

    private Map<String, Object> note(Map<String, Object> event, Context context) {
        try {
            String noted = step.note(event).isPresent() ? "login-noted" : "login-without-user";
            log.info(noted, Map.of("request", context.getAwsRequestId()));
        } catch (RuntimeException trouble) {
            log.warn("login-not-noted", trouble, Map.of("request", context.getAwsRequestId()));
        }
        return event;
    }
}
