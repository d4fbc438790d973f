package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;
import java.util.UUID;

class SignedCookieTest {
    private static final String ID = "7b8e1c52-3c1f-4b44-9a63-0d6a2f1e5c11";
    private static final String SIGNATURE =
            "b1fe198e5ec3aef438ec"; // Python's hmac, with the secret below in Latin-1

    private final SignedCookie cookies = new SignedCookie("s\u00e9cret");

    @Test
    void theSitesOwnCookieNamesItsId() {
        assertEquals(Optional.of(ID), cookies.verified(ID + ":" + SIGNATURE));
        assertEquals(ID + ":" + SIGNATURE, cookies.signed(UUID.fromString(ID)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ID,
                ID + ":",
                ID + ":b1fe198e5ec3aef438ed", // last digit
                ID + ":b1fe198e5ec3aef438e", // one less
                ID + ":b1fe198e5ec3aef438ec0", // one more
                ID + ":B1FE198E5EC3AEF438EC",
                ID + ":" + SIGNATURE + "\n",
                "7b8e1c52-3c1f-4b44-9a63-0d6a2f1e5c12:" + SIGNATURE, // another id
                "7B8E1C52-3c1f-4b44-9a63-0d6a2f1e5c11:" + SIGNATURE,
                "jane:" + SIGNATURE
            })
    void whatTheSiteDidNotSignNamesNobody(String cookie) {
        assertEquals(Optional.empty(), cookies.verified(cookie));
    }
}
