package dev.handover.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.run.Operation;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

import java.util.List;
import java.util.random.RandomGenerator;

/// An operation and the system that it is tried on. All that must not get lost there bears a token,
/// `token-` and a number.
interface Subject {
    String STORE = "redis";

    Operation operation(Stores stores, Register register);

    ObjectNode request();

    List<String> participants();

    void fill(MemoryStore store);

    /// Whether an undo brings the document back. What the system makes anew by itself need not be.
    default boolean comesBack(Key key) {
        return true;
    }

    /// What the store's conditional writes are worth.
    default Atomicity atomicity() {
        return Atomicity.ALL;
    }

    /// Changes something as the application or its user would.
    void meddle(MemoryStore store, Tokens tokens, RandomGenerator random);
}
