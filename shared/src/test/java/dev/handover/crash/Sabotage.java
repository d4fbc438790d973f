package dev.handover.crash;

import dev.handover.run.Blobs;
import dev.handover.run.Queues;
import dev.handover.run.Table;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

/// Breaks one guarantee on purpose, to show that the matrix notices. Each method stands between the
/// port and its faults.
interface Sabotage {
    Sabotage NONE = new Sabotage() {};

    default Table ledger(Table sound, Simulation simulation) {
        return sound;
    }

    default Blobs blobs(Blobs sound, Simulation simulation) {
        return sound;
    }

    default Queues queues(Queues sound, Simulation simulation) {
        return sound;
    }

    default Store store(MemoryStore sound) {
        return sound;
    }

    default boolean sweeps() {
        return true;
    }
}
