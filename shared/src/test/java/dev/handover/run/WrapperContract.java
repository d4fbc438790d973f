package dev.handover.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;

/// What every [Wrapper] keeps.
public abstract class WrapperContract {
    private static final byte[] KEY =
            HexFormat.of()
                    .parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff");

    protected abstract Wrapper wrapper();

    @Test
    void aWrappedKeyOpensUnderItsName() {
        byte[] wrapped = wrapper().wrap("run-1", KEY);

        assertArrayEquals(KEY, wrapper().unwrap("run-1", wrapped));
        assertArrayEquals(KEY, wrapper().unwrap("run-1", wrapped));
    }

    @Test
    void aWrappedKeyOpensUnderNoOtherName() {
        byte[] wrapped = wrapper().wrap("run-1", KEY);

        assertThrows(IllegalArgumentException.class, () -> wrapper().unwrap("run-2", wrapped));
        assertThrows(IllegalArgumentException.class, () -> wrapper().unwrap("run-10", wrapped));
    }

    @Test
    void aWrappedKeyThatWasTamperedWithDoesNotOpen() {
        byte[] wrapped = wrapper().wrap("run-1", KEY);
        for (int at : new int[] {0, wrapped.length / 2, wrapped.length - 1}) {
            byte[] tampered = wrapped.clone();
            tampered[at] ^= 1;
            assertThrows(
                    IllegalArgumentException.class,
                    () -> wrapper().unwrap("run-1", tampered),
                    "byte " + at);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> wrapper().unwrap("run-1", Arrays.copyOf(wrapped, 5)));
    }

    @Test
    void aWrappedKeyDoesNotShowTheKey() {
        String wrapped = HexFormat.of().formatHex(wrapper().wrap("run-1", KEY));

        assertEquals(-1, wrapped.indexOf(HexFormat.of().formatHex(KEY, 0, 8)));
        assertEquals(-1, wrapped.indexOf(HexFormat.of().formatHex(KEY, 24, 32)));
    }
}
