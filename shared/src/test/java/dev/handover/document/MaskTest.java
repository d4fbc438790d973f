package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

class MaskTest {
    @Test
    void valuesAreHiddenWhileNamesNumbersAndIdsStay() {
        String text =
                "[{\"id\": \"0a1b2c3d-1111-4222-8333-444455556666\", \"name\": \"Jané 7\","
                        + " \"num_members\": 12}]";
        assertEquals(
                "[{\"id\": \"0a1b2c3d-1111-4222-8333-444455556666\", \"name\": \"xxxx 9\","
                        + " \"num_members\": 12}]",
                Mask.masked(text));
    }

    @Test
    void aValueWithAnEscapedQuoteAndAColonIsNoFieldName() {
        assertEquals("{\"name\":\"xx\\\": \\\"xx\"}", Mask.masked("{\"name\":\"ab\\\": \\\"cd\"}"));
    }

    @Test
    void textThatIsNoJsonIsHiddenWhole() {
        assertEquals("xxxx 99", Mask.masked("Jane 42"));
    }

    @Test
    void aPairIsCutToWhereItBeginsToDiffer() {
        String same = "[" + "1, ".repeat(500);
        Mask.Pair pair = Mask.of(Content.of(same + "\"old\"]"), Content.of(same + "\"newer\"]"));
        assertNotNull(pair.before());
        assertTrue(
                pair.before().startsWith("…") && pair.before().endsWith("\"xxx\"]"), pair.before());
        assertNull(Mask.of(null, Content.of("[]")).before());
    }

    @Property
    void noLetterOrDigitOfAStringValueSurvives(@ForAll String value) {
        String masked = Mask.masked(Json.text(Json.object().put("field", "Q7" + value)));
        String after = masked.substring(masked.indexOf(':'));
        assertFalse(
                after.chars().anyMatch(c -> Character.isLetterOrDigit(c) && c != 'x' && c != '9'),
                masked);
    }
}
