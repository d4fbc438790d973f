package dev.handover.operation.transfer;

import dev.handover.store.Atomicity;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

class TransferScenariosInMemoryTest extends TransferScenarios {
    private final MemoryStore memory = new MemoryStore(Atomicity.ALL);

    @Override
    protected Stores stores() {
        return _ -> memory;
    }
}
