package dev.handover.run.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.handover.run.Wrapper;
import dev.handover.run.WrapperContract;

import org.junit.jupiter.api.Test;

class MemoryWrapperTest extends WrapperContract {
    @Override
    protected Wrapper wrapper() {
        return new MemoryWrapper();
    }

    @Test
    void theSameKeyIsWrappedToTheSameBytes() {
        assertArrayEquals(
                wrapper().wrap("run-1", new byte[32]), wrapper().wrap("run-1", new byte[32]));
    }
}
