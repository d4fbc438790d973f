package dev.handover.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

class ContentTest {
    @Property
    void bytesComeBackAsTheyWere(@ForAll byte[] bytes) {
        Content content = Content.of(bytes);

        assertArrayEquals(bytes, content.bytes());
        assertEquals(bytes.length, content.size());
        assertEquals(content, Content.of(bytes.clone()));
        assertEquals(content.hashCode(), Content.of(bytes.clone()).hashCode());
    }

    @Test
    void textIsUtf8() {
        assertArrayEquals(new byte[] {(byte) 0xC3, (byte) 0xA9}, Content.of("\u00e9").bytes());
        assertEquals("\u00e9 \uD83D\uDE00\0", Content.of("\u00e9 \uD83D\uDE00\0").text());
        assertEquals(Content.of("abc"), Content.of(new byte[] {'a', 'b', 'c'}));
    }

    @Test
    void malformedBytesReadAsReplacementAndStayAsTheyAre() {
        byte[] malformed = {'a', (byte) 0xFF, 'b'};

        assertEquals("a\uFFFDb", Content.of(malformed).text());
        assertArrayEquals(malformed, Content.of(malformed).bytes());
    }

    @Test
    void whatACallerDoesToTheBytesAfterwardsChangesNothing() {
        byte[] mine = {1, 2, 3};
        Content content = Content.of(mine);
        mine[0] = 9;
        content.bytes()[1] = 9;

        assertArrayEquals(new byte[] {1, 2, 3}, content.bytes());
    }

    @Test
    void theDigestIsSha256InLowerCaseHex() {
        // FIPS 180-2, appendix B.1
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Content.of("abc").digest());
        assertNotEquals(Content.of("abc").digest(), Content.of("abd").digest());
    }

    @Test
    void itsTextForLogsShowsNothingOfIt() {
        String shown = Content.of("jane@example.org").toString();

        assertEquals("Content[16 bytes]", shown);
        assertFalse(shown.contains("jane"));
    }
}
