package dev.handover.lambda;

import dev.handover.operation.offer.Person;
import dev.handover.operation.offer.UserInfo;

import java.time.Duration;

/// Who sends a request, by its bearer token. That the auth system can't be asked is never taken for
/// "nobody".
public final class Persons {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final UserInfo userInfo;

    public Persons(UserInfo userInfo) {
        this.userInfo = userInfo;
    }

    /// @throws Refusal 401 or 403 with the auth system's reason, 503 when it doesn't answer as it
    ///   should
    public Person of(Asked asked) {
        return switch (userInfo.of(asked.header("authorization").orElse(null))) {
            case UserInfo.Answer.Known(Person person) -> person;
            case UserInfo.Answer.Refused(int status, String error, String message) ->
                    throw new Refusal(status, error, message);
            case UserInfo.Answer.Unavailable(String why) ->
                    throw new Refusal(
                            503,
                            "auth-unavailable",
                            "the auth system can't be asked now ("
                                    + why
                                    + "); try again in "
                                    + RETRY.toSeconds()
                                    + " seconds");
        };
    }
}
