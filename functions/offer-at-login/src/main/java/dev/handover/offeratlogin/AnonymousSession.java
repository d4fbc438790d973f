package dev.handover.offeratlogin;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.lambda.Asked;
import dev.handover.lambda.Fields;
import dev.handover.lambda.Refusal;
import dev.handover.operation.claim.AnonymousOwners;
import dev.handover.run.Log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The session without an account that a login may bring along: by the cookie that the web
/// application has signed, or by a bare id that the web application itself vouches for with its
/// secret. An id from anybody else names nobody.
final class AnonymousSession {
    private static final String NEVER = "none";

    private final AnonymousOwners owners;
    private final String clientSecret;
    private final Log log;

    /// @param clientSecret `none` when no bare id is ever believed
    AnonymousSession(AnonymousOwners owners, String clientSecret, Log log) {
        this.owners = owners;
        this.clientSecret = clientSecret;
        this.log = log;
    }

    /// Ids of the owners that are the session's; none when it brought no session, or one that
    /// proves nothing: an old cookie must not stand in the way of what else is found.
    ///
    /// @throws Refusal 403 when a bare id comes without the web application's secret
    List<String> owners(Asked asked, String userId) {
        Fields body = asked.body().only(Set.of("anonymous"));
        if (!body.has("anonymous")) {
            return List.of();
        }
        if (!(body.object().path("anonymous") instanceof ObjectNode anonymous)) {
            throw Refusal.field("bad-field", "anonymous", "must be an object");
        }
        Fields session = new Fields(anonymous).only(Set.of("cookie", "anonymousId"));
        List<String> found =
                session.has("anonymousId")
                        ? vouched(asked, session.text("anonymousId"))
                        : owners.of(session.text("cookie"));
        List<String> own = found.stream().filter(owner -> !owner.equals(userId)).toList();
        if (own.isEmpty()) {
            log.info("anonymous-refused", Map.of("user", userId));
        }
        return own;
    }

    private List<String> vouched(Asked asked, String id) {
        byte[] given =
                asked.header("x-handover-client").orElse("").getBytes(StandardCharsets.UTF_8);
        boolean right = MessageDigest.isEqual(clientSecret.getBytes(StandardCharsets.UTF_8), given);
        if (!right || clientSecret.equals(NEVER)) {
            throw new Refusal(
                    403,
                    "wrong-client",
                    "anonymousId is believed only with the web application's secret in"
                            + " X-Handover-Client; send the signed cookie instead");
        }
        return owners.ofId(id);
    }
}
