package dev.handover.operation.offer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.http.apache5.Apache5HttpClient;

import java.net.URI;
import java.util.Set;

class UserInfoTest {
    private final AuthStandIn auth = new AuthStandIn();
    private final UserInfo userInfo = new UserInfo(auth.url(), Apache5HttpClient.create());

    @AfterEach
    void stop() {
        auth.close();
    }

    @Test
    void aGoodTokenIsSomebody() {
        auth.knows("t", "u-1", "jane@example.org", ", \"email_verified\": true, \"admin\": false");

        assertEquals(
                new UserInfo.Answer.Known(
                        new Person("u-1", "jane@example.org", Set.of("email_verified"))),
                userInfo.of("Bearer t"));
        assertInstanceOf(
                UserInfo.Answer.Known.class, userInfo.of("bearer t"), "the scheme has no case");
    }

    @Test
    void somebodyWithoutAnAddressIsSomebody() {
        auth.answers(
                "t",
                200,
                "{\"user_id\": \"u-1\", \"email\": null, \"group\": {\"group_id\": \"g\"}}");

        assertEquals(
                new UserInfo.Answer.Known(new Person("u-1", null, Set.of())),
                userInfo.of("Bearer t"));
    }

    @Test
    void whatTheAuthSystemRefusesIsRefusedWithItsReason() {
        auth.answers("type", 401, "{\"error\": \"unsupported_token_type\"}");
        auth.answers("scope", 403, "{\"error\": \"insufficient_scope\"}");
        auth.answers(
                "groups",
                400,
                "{\"error\": \"MembershipError\", \"error-trace\": \"Traceback …\"}");
        auth.answers("odd", 401, "{\"error\": \"<script>\"}");

        assertRefused(401, "missing_authorization", null);
        assertRefused(401, "missing_authorization", " ");
        assertRefused(401, "unsupported_token_type", "Basic amFuZTpwdw==");
        assertRefused(401, "unsupported_token_type", "Bearer two words");
        assertRefused(401, "invalid_token", "Bearer expired");
        assertRefused(401, "unsupported_token_type", "Bearer type");
        assertRefused(403, "insufficient_scope", "Bearer scope");
        assertRefused(403, "MembershipError", "Bearer groups");
        assertRefused(401, "invalid_token", "Bearer odd");
    }

    @Test
    void anAuthSystemInTroubleIsNeitherYesNorNo() {
        auth.answers("down", 503, "");
        auth.answers("html", 200, "<html>not JSON</html>");
        auth.answers("nobody", 200, "{\"email\": \"jane@example.org\"}");
        auth.answers("list", 200, "[]");
        auth.answers("elsewhere", 302, "");
        auth.answers("endless", 200, "\"" + "x".repeat(100_000) + "\"");

        assertUnavailable("status-503", "down");
        assertUnavailable("no-user-id", "html");
        assertUnavailable("no-user-id", "nobody");
        assertUnavailable("no-user-id", "list");
        assertUnavailable("status-302", "elsewhere");
        assertUnavailable("no-answer", "endless");
        auth.close();
        assertUnavailable("no-answer", "t");
        UserInfo nowhere =
                new UserInfo(URI.create("http://127.0.0.1:1/"), Apache5HttpClient.create());
        assertEquals(new UserInfo.Answer.Unavailable("no-answer"), nowhere.of("Bearer t"));
    }

    @Test
    void aPersonDoesNotTellTheirAddress() {
        assertFalse(new Person("u-1", "jane@example.org", Set.of()).toString().contains("jane"));
    }

    private void assertRefused(
            int status, String error, @org.jspecify.annotations.Nullable String authorization) {
        UserInfo.Answer.Refused refused =
                assertInstanceOf(UserInfo.Answer.Refused.class, userInfo.of(authorization));
        assertEquals(status, refused.status());
        assertEquals(error, refused.error());
    }

    private void assertUnavailable(String why, String token) {
        assertEquals(new UserInfo.Answer.Unavailable(why), userInfo.of("Bearer " + token));
    }
}
