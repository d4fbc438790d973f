package dev.handover.run;

import dev.handover.document.Json;
import dev.handover.store.Stores;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What the engine's steps share: its ports, the system's stores and operations, and the numbers of
/// the stack.
public record Engine(
        Ledger ledger,
        RunKeys keys,
        Vault vault,
        Queues queues,
        Stores stores,
        Map<String, Operation> operations,
        Signer signer,
        Log log,
        InstantSource clock,
        Settings settings,
        Rulebook rules) {

    /// Without rules that could change.
    public Engine(
            Ledger ledger,
            RunKeys keys,
            Vault vault,
            Queues queues,
            Stores stores,
            Map<String, Operation> operations,
            Signer signer,
            Log log,
            InstantSource clock,
            Settings settings) {
        this(
                ledger,
                keys,
                vault,
                queues,
                stores,
                operations,
                signer,
                log,
                clock,
                settings,
                Rulebook.NONE);
    }

    Instant now() {
        return clock.instant();
    }

    void send(Work work) {
        send(work, Duration.ZERO);
    }

    /// SQS keeps a message back for 15 minutes at most; what is due later is sent again then, by
    /// the step that refuses it.
    void send(Work work, Duration delay) {
        Duration most = Duration.ofMinutes(15);
        Duration wholeSeconds = Duration.ofSeconds(Math.max(0, delay.plusMillis(999).toSeconds()));
        queues.send(
                work.queue(),
                Json.text(work),
                wholeSeconds.compareTo(most) > 0 ? most : wholeSeconds,
                Map.of());
    }

    /// The stages of the run's current leg, in their order.
    List<Stage> stages(Run run) {
        return switch (run.leg().kind()) {
            case FORWARD -> forward(run);
            case REDRIVE -> Redrive.stages(this, run);
            case UNDO -> Undo.stages(this, run);
        };
    }

    /// As the rules have them under which the run was planned.
    private Map<String, Operation> operations(Run run) {
        String planned = run.rules();
        if (planned == null) {
            return operations;
        }
        String text = rules.text();
        if (text != null && planned.equals(new Rulebook.Kept(text).version())) {
            return operations;
        }
        return vault.readOpen(run.runId(), Rulebook.Kept.NAME, Rulebook.Kept.class)
                .map(kept -> rules.operations(kept.text()))
                .orElseThrow(
                        () -> new IllegalStateException("the rules of the run's plan are gone"));
    }

    List<Stage> forward(Run run) {
        return operation(run).stages(run, names(run));
    }

    Operation operation(Run run) {
        Operation operation = operations(run).get(run.operation());
        if (operation == null) {
            throw new IllegalStateException("this stack has no operation " + run.operation());
        }
        return operation;
    }

    /// The usual ones when the data map no longer has the operation: the run must end all the same.
    Operation.Terms terms(Run run) {
        Operation operation = operations.get(run.operation());
        return operation == null
                ? new Operation.Terms(settings.undo(), settings.settle(), null)
                : operation.terms(settings);
    }

    List<Edit.Effect> atEnd(Run run) {
        Operation operation = operations.get(run.operation());
        return operation == null ? List.of() : operation.atEnd(run);
    }

    List<String> words(Run run, Receipts.Receipt receipt) {
        Operation operation = operations.get(run.operation());
        return operation == null ? List.of() : operation.words(receipt);
    }

    private Names names(Run run) {
        Supplier<Set<String>> names = Learning.names(vault, run.runId()).whole();
        return new Names() {
            @Override
            public Set<String> all() {
                return names.get();
            }

            @Override
            public @Nullable String newName() {
                return Confided.of(vault, run.runId()).map(Confided::newName).orElse(null);
            }
        };
    }
}
