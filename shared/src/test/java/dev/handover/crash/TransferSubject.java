package dev.handover.crash;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.operation.DataMap;
import dev.handover.operation.TransferMap;
import dev.handover.operation.transfer.TransferOperation;
import dev.handover.run.Names;
import dev.handover.run.Operation;
import dev.handover.run.Run;
import dev.handover.run.Settings;
import dev.handover.run.Stage;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;
import dev.handover.store.Stores;
import dev.handover.store.memory.MemoryStore;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// All of Jane's in [Inquiry] given to Bob.
final class TransferSubject implements Subject {
    private final TransferMap map = Objects.requireNonNull(DataMap.load("inquiry").transfer());

    @Override
    public Operation operation(Stores stores, Register register) {
        return new Named(new TransferOperation(map, stores));
    }

    /// Nothing is confided here: the new owner's name is always the same.
    private record Named(Operation operation) implements Operation {
        @Override
        public String name() {
            return operation.name();
        }

        @Override
        public List<Stage> stages(Run run, Names names) {
            return operation.stages(
                    run,
                    new Names() {
                        @Override
                        public Set<String> all() {
                            return names.all();
                        }

                        @Override
                        public @Nullable String newName() {
                            return "Bob Roe";
                        }
                    });
        }

        @Override
        public Optional<String> refuses(Run run) {
            return operation.refuses(run);
        }

        @Override
        public Terms terms(Settings settings) {
            return operation.terms(settings);
        }

        @Override
        public Lesson learn(Run run, @Nullable String from, int limit) {
            return operation.learn(run, from, limit);
        }
    }

    @Override
    public ObjectNode request() {
        return Json.object().put("from", "jane").put("to", "bob");
    }

    @Override
    public List<String> participants() {
        return List.of("bob", "jane");
    }

    @Override
    public void fill(MemoryStore store) {
        Inquiry.fill(store);
        store.writeFromOutside(
                new Key("tables", "sunbird.user", "bob"), Content.of("{\"status\":1}"));
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
