package dev.handover.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.run.Operation;
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

    /// Changes something as the application or its user would.
    void meddle(MemoryStore store, Tokens tokens, RandomGenerator random);
}
