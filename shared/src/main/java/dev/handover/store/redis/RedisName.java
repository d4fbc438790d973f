package dev.handover.store.redis;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Redis names are bytes, ours are text. UTF-8 reads as it is; any other name reads as [#MARK] and
/// its bytes in hex, so that a document with an odd name is found, read and written like the
/// others.
final class RedisName {
    /// What a careless decoder makes of bad bytes, so a name that begins with it is rare; such a
    /// one is written in hex too.
    private static final String MARK = "\uFFFD";

    private RedisName() {}

    static boolean isHex(String text) {
        return text.startsWith(MARK);
    }

    static byte[] bytes(String text) {
        if (isHex(text)) {
            return HexFormat.of().parseHex(text, 1, text.length());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString().startsWith(MARK) ? hex(bytes) : text.toString();
        } catch (CharacterCodingException _) {
            return hex(bytes);
        }
    }

    private static String hex(byte[] bytes) {
        return MARK + HexFormat.of().formatHex(bytes);
    }
}
