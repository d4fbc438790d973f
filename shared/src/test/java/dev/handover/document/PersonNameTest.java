package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"Zoë Ng", " zoë  ng ", "ZOË\tNG", "Zoe\u0308 Ng"})
    void theSameNameIsKnownInSpiteOfCaseSpacesAndComposition(String other) {
        assertEquals(PersonName.of("Zoë Ng"), PersonName.of(other));
    }

    @Test
    void anotherNameIsAnother() {
        assertNotEquals(PersonName.of("Zoë Ng"), PersonName.of("Zoe Ng"));
    }

    @Test
    void keepsTheNameOutOfItsDescription() {
        assertFalse(PersonName.of("Zoë Ng").toString().contains("zo"));
    }
}
