package dev.handover.crash;

import dev.handover.crash.Schedule.Family;
import dev.handover.run.Blobs;
import dev.handover.run.Queues;
import dev.handover.run.Table;
import dev.handover.store.Store;
import dev.handover.store.memory.MemoryStore;

import java.time.Duration;
import java.util.Map;

/// The guarantees, each broken by as little as possible.
enum BrokenDouble implements Sabotage {
    /// Says that the journal is durable, and keeps it until the batch is through.
    JOURNAL_LATE(new ClaimSubject(), Family.ALONE) {
        @Override
        public Blobs blobs(Blobs sound, Simulation simulation) {
            return new BrokenBlobs.Late(sound, simulation, BrokenDouble::isJournal);
        }
    },
    /// Writes no journal at all.
    JOURNAL_SKIPPED(new ClaimSubject(), Family.UNDONE) {
        @Override
        public Blobs blobs(Blobs sound, Simulation simulation) {
            return new BrokenBlobs.Skipping(sound, BrokenDouble::isJournal);
        }
    },
    /// Writes over whatever stands there.
    STORE_WRITES_UNCONDITIONALLY(new ClaimSubject(), Family.SHARED) {
        @Override
        public Store store(MemoryStore sound) {
            return new BrokenStore(sound);
        }
    },
    /// As before, when names are erased.
    STORE_ERASES_UNCONDITIONALLY(new EraseSubject(), Family.SHARED) {
        @Override
        public Store store(MemoryStore sound) {
            return new BrokenStore(sound);
        }
    },
    /// And when records are given to another.
    STORE_GIVES_UNCONDITIONALLY(new TransferSubject(), Family.SHARED) {
        @Override
        public Store store(MemoryStore sound) {
            return new BrokenStore(sound);
        }
    },
    /// Does not wait for plain writes that were under way when it wrote.
    LATE_WRITES_NOT_AWAITED(new EraseSubject(), Family.SHARED) {
        @Override
        public Store store(MemoryStore sound) {
            return new BrokenStore.Boasting(sound);
        }
    },
    /// Closes a batch by adding its counts to whatever the lane has.
    LANE_CLOSES_UNCONDITIONALLY(new ClaimSubject(), Family.SHARED) {
        @Override
        public Table ledger(Table sound, Simulation simulation) {
            return new BrokenTable.Unconditional(sound, simulation);
        }
    },
    /// The result that comes last stands, not the first.
    RESULT_WRITTEN_TWICE(new ClaimSubject(), Family.OUTAGE) {
        @Override
        public Blobs blobs(Blobs sound, Simulation simulation) {
            return new BrokenBlobs.Overwriting(sound, name -> name.endsWith("/result"));
        }
    },
    /// A message gets lost now and then, and nobody sweeps.
    MESSAGES_LOST_AND_NO_SWEEP(new ClaimSubject(), Family.ALONE) {
        @Override
        public Queues queues(Queues sound, Simulation simulation) {
            int[] sent = {0};
            return (queue, body, delay, attributes) -> {
                if (++sent[0] % 10 != 0) {
                    sound.send(queue, body, delay, attributes);
                }
            };
        }

        @Override
        public boolean sweeps() {
            return false;
        }
    },
    /// Sends effects after the batch is closed.
    EFFECTS_LATE(new RelabelSubject(), Family.ALONE) {
        @Override
        public Queues queues(Queues sound, Simulation simulation) {
            return (queue, body, delay, attributes) ->
                    send(sound, simulation, queue, body, delay, attributes);
        }

        private static void send(
                Queues sound,
                Simulation simulation,
                Queues.Name queue,
                String body,
                Duration delay,
                Map<String, String> attributes) {
            Worker worker = simulation.running();
            if (worker != null && queue == Queues.Name.EFFECTS) {
                worker.atNormalEnd.add(() -> sound.send(queue, body, delay, attributes));
            } else {
                sound.send(queue, body, delay, attributes);
            }
        }
    },
    /// A batch sees its run as it was in the message's epoch.
    EPOCH_IGNORED(new ClaimSubject(), Family.UNDONE) {
        @Override
        public Table ledger(Table sound, Simulation simulation) {
            return new BrokenTable.Stale(sound);
        }
    },
    /// Undoes at once, while a batch may still be in the air.
    UNDO_DOES_NOT_WAIT(new ClaimSubject(), Family.UNDONE) {
        @Override
        public Table ledger(Table sound, Simulation simulation) {
            return new BrokenTable.Impatient(sound);
        }
    },
    /// Everybody gets every lock.
    LOCKS_IGNORED(new ClaimSubject(), Family.RIVALS) {
        @Override
        public Table ledger(Table sound, Simulation simulation) {
            return new BrokenTable.Lockless(sound);
        }
    },
    /// A planner that comes second writes its own manifest over the first one's.
    MANIFEST_REWRITTEN(new RelabelSubject(), Family.SHARED) {
        @Override
        public Blobs blobs(Blobs sound, Simulation simulation) {
            return new BrokenBlobs.Overwriting(sound, name -> name.contains("/plan/"));
        }
    };

    final Subject subject;

    /// Where it shows first.
    final Family family;

    BrokenDouble(Subject subject, Family family) {
        this.subject = subject;
        this.family = family;
    }

    private static boolean isJournal(String name) {
        return name.contains("/journal/") && !name.endsWith("/result");
    }
}
