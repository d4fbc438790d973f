package dev.handover.operation.erase;

import dev.handover.store.Atomicity;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

class EraseScenariosInMemoryTest extends EraseScenarios {
    private final MemoryStore memory = new MemoryStore(Atomicity.ALL);

    @Override
    protected Stores stores() {
        return _ -> memory;
    }

    @Override
    protected int tooLarge() {
        return 20_000_000;
    }
}
