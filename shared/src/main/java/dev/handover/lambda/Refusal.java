package dev.handover.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;

import java.util.Locale;
import java.util.Map;

/// What was asked can't be done, and asking the same again won't help: says so to the caller, with
/// what to do. Neither code nor message holds a value of the request.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final transient Map<String, String> more;

    /// @param status of HTTP
    /// @param code in kebab case, for programs
    /// @param message for people
    public Refusal(int status, String code, String message) {
        this(status, code, message, Map.of());
    }

    /// @param more fields of the answer beside `error` and `message`
    public Refusal(int status, String code, String message, Map<String, String> more) {
        super(message);
        this.status = status;
        this.code = code;
        this.more = more;
    }

    /// One field of a request is wrong.
    public static Refusal field(String code, String field, String what) {
        return new Refusal(400, code, field + " " + what, Map.of("field", field));
    }

    /// The same for what is not there and for what is somebody else's.
    public static Refusal notFound(String what) {
        return new Refusal(404, "not-found", "there is no such " + what);
    }

    /// What was asked does not fit the state that the thing is in.
    public static Refusal wrongState(Enum<?> state, String message) {
        return new Refusal(
                409,
                "wrong-state",
                message,
                Map.of("state", state.name().toLowerCase(Locale.ROOT)));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    ObjectNode body() {
        ObjectNode body = Json.object().put("error", code).put("message", getMessage());
        more.forEach(body::put);
        return body;
    }
}
