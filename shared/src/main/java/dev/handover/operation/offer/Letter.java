package dev.handover.operation.offer;

import java.time.Duration;

/// What a person is mailed. It says nothing of what was found: whoever reads it need not be that
/// person.
public record Letter(String subject, String text) {
    public static Letter withCode(String code, Duration validFor) {
        return new Letter(
                "Your code: " + code,
                """
                Somebody who has just logged in says that the old account with this address is theirs, \
                and asks to move what belongs to it.

                If it was you, enter this code on the page that asked for it: %s
                It is good for %d minutes.

                If it wasn't you, do nothing: without the code nothing is shown or moved.
                """
                        .formatted(code, validFor.toMinutes()));
    }
}
