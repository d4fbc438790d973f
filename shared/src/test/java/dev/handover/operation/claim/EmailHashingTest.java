package dev.handover.operation.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.web.api.Email;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailHashingTest {
    private static final EmailHashing HASHING = OldBase.HASHING;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    jane@example.com       | jane@example.com              | exact
                    Jane.Doe@UTHSC.EDU     | Jane.Doe@uthsc.edu            | exact
                    ' jane@example.com\t'  | jane@example.com              | exact
                    jane@müller.example    | jane@xn--mller-kva.example    | exact
                    jane@MÜLLER.example    | jane@mu\u0308ller.example     | exact
                    jose\u0301@example.com | jos\u00e9@example.com         | exact
                    Jane@Example.com       | jane@example.com              | folded
                    JOS\u00c9@example.com  | jose\u0301@example.com        | folded
                    j.doe@gmail.com        | jdoe@gmail.com                | none
                    jane+gn@example.com    | jane@example.com              | none
                    m\u0131ke@example.com  | mike@example.com              | none
                    jane@example.com       | jane@example.org              | none
                    jane@a_b.example       | jane@A_B.example              | exact
                    jane@[127.0.0.1]       | jane@[127.0.0.1]              | exact
                    """)
    void hazard03AddressesMatchExactlyOrFoldedOrNotAtAll(String one, String other, String how) {
        EmailHash first = HASHING.of(one).orElseThrow();
        EmailHash second = HASHING.of(other).orElseThrow();

        assertEquals(how.equals("exact"), first.exact().equals(second.exact()));
        assertEquals(!how.equals("none"), first.folded().equals(second.folded()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "jane", "@example.com", "jane@", "@"})
    void whatIsNoAddressHasNoHash(String text) {
        assertTrue(HASHING.of(text).isEmpty());
    }

    @Test
    void aDomainThatCanNotExistIsStillEqualToItself() {
        String label = "x".repeat(64); // one more than a label may have
        assertEquals(
                HASHING.of("a@" + label + ".example"),
                HASHING.of("a@" + label.toUpperCase() + ".example"));
    }

    @Test
    void anotherKeyMakesOtherHashesAndAShortOneIsRefused() {
        EmailHashing other = new EmailHashing(new byte[32]);
        assertNotEquals(HASHING.of("a@b.example"), other.of("a@b.example"));
        assertNotEquals(HASHING.keyId(), other.keyId());
        assertThrows(IllegalArgumentException.class, () -> new EmailHashing(new byte[31]));
    }

    @Property(tries = 200)
    void hashesSayNothingOfTheAddressAndNeverTwoThings(@ForAll @Email String address) {
        EmailHash hash = HASHING.of(address).orElseThrow();
        assertEquals(hash, HASHING.of(" " + address + "\n").orElseThrow());
        assertEquals(64, hash.exact().length());
        assertNotEquals(hash.exact(), hash.folded()); // so that one can't be looked up as the other
        assertFalse(hash.toString().contains(address));
    }
}
