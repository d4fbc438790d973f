package dev.handover.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.EraseMap;
import dev.handover.operation.erase.EraseOperation;
import dev.handover.run.Operation;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/// An erasure as inQuiry needs it, see [Inquiry].
final class EraseSubject implements Subject {
    private final EraseMap map = Objects.requireNonNull(DataMap.load("inquiry").erase());

    @Override
    public Operation operation(Stores stores, Register register) {
        return new EraseOperation(map, stores, id -> "User of " + id.length());
    }

    @Override
    public ObjectNode request() {
        return Json.object().put("subject", "jane");
    }

    @Override
    public List<String> participants() {
        return List.of("jane");
    }

    @Override
    public void fill(MemoryStore store) {
        Inquiry.fill(store);
    }

    /// As Cassandra's are.
    @Override
    public Atomicity atomicity() {
        return Atomicity.OWN;
    }

    @Override
    public boolean comesBack(Key key) {
        return !key.store().equals("cache");
    }

    @Override
    public void meddle(MemoryStore store, Tokens tokens, RandomGenerator random) {
        Inquiry.meddle(store, tokens, random);
    }
}
