package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

class DerivedIdTest {
    /// Ids already stand in people's data: this expectation must never change.
    @Test
    void theSamePartsGiveTheSameIdForever() {
        assertEquals(
                UUID.fromString("b974a2db-29cb-55f5-90ed-e6782ed8a402"),
                DerivedId.of("run-1", "record-1"));
        assertEquals(DerivedId.of("run-1", "record-1"), DerivedId.of("run-1", "record-1"));
    }

    @Property
    void everyIdIsOfVersion5AndTheRfcsVariant(@ForAll List<String> parts) {
        UUID id = DerivedId.of(parts.toArray(String[]::new));

        assertEquals(5, id.version());
        assertEquals(2, id.variant()); // the bits 10, RFC 9562 section 4.1
    }

    @Test
    void whereAPartEndsMatters() {
        assertNotEquals(DerivedId.of("ab", "c"), DerivedId.of("a", "bc"));
        assertNotEquals(DerivedId.of("abc"), DerivedId.of("ab", "c"));
        assertNotEquals(DerivedId.of("a", ""), DerivedId.of("a"));
        assertNotEquals(DerivedId.of("", "a"), DerivedId.of("a", ""));
        assertNotEquals(DerivedId.of("a", "b"), DerivedId.of("b", "a"));
    }

    @Property
    void otherPartsGiveAnotherId(@ForAll List<String> some, @ForAll List<String> others) {
        boolean same = some.equals(others);

        assertEquals(
                same,
                DerivedId.of(some.toArray(String[]::new))
                        .equals(DerivedId.of(others.toArray(String[]::new))));
    }
}
