package dev.handover.run;

import dev.handover.document.Verdict;
import dev.handover.run.Edit.Decision;
import dev.handover.run.Edit.Facts;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Journal;
import dev.handover.run.Pages.Line;
import dev.handover.run.Pages.Result;
import dev.handover.run.Stage.Entry;
import dev.handover.store.Change;
import dev.handover.store.Document;
import dev.handover.store.Key;
import dev.handover.store.Written;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One attempt at one batch: journal → conditional write → effects → result.
///
/// The journal of a batch is a chain of pages, each written only if its number is free. Page *n+1*
/// is written only for documents that somebody else changed since page *n*. An attempt that finds a
/// page written takes it for its own decision: a document equal to the page's `before` is still to
/// be written, one equal to `after` is ours, any other has moved on and is decided again. So
/// attempts that crashed, repeat or run at the same time end in the same bytes and the same
/// verdicts.
final class Batch {
    /// A document that others rewrite between our read and our write this many times in a row is
    /// given up as `failed`.
    private static final int ATTEMPTS = 12;

    private final Engine engine;
    private final Run run;
    private final Work.Batch work;
    private final Stage stage;
    private final List<Entry> entries;
    private final Deadline deadline;
    private final Map<Key, Settled> settled = new LinkedHashMap<>();
    private final List<Journal> chain = new ArrayList<>();
    private final List<Decided> held = new ArrayList<>();

    /// Whether another attempt was here before or is at work now.
    private boolean repeated;

    /// What an earlier attempt settled. Once it is there nothing may be written: what that attempt
    /// wrote may have been changed or deleted by others since, also back to what it was before.
    private @Nullable Result earlier;

    private record Settled(List<Edit.Outcome> outcomes, List<Edit.Effect> effects) {}

    /// A document to decide on, and what else the decision sees.
    private record Look(Entry entry, Document current, Facts facts) {}

    Batch(Engine engine, Run run, Work.Batch work, List<Entry> entries, Deadline deadline) {
        this.engine = engine;
        this.run = run;
        this.work = work;
        this.stage = engine.stages(run).get(work.stage());
        this.entries = withoutHeld(entries, engine.ledger().holds.on(engine.now()));
        this.deadline = deadline;
    }

    /// @return empty when the time is up; what was done so far is kept, and the next attempt goes
    ///   on from there
    Optional<Result> run() {
        boolean inTime =
                switch (stage) {
                    case Edit edit -> edit(edit);
                    case Task task -> perform(task);
                };
        if (!inTime) {
            return Optional.empty();
        }
        if (repeated && isSettled()) {
            return Optional.ofNullable(earlier);
        }
        Effects.send(
                engine,
                run,
                settled.values().stream()
                        .flatMap(one ->
                                one.effects().stream()
                                        .filter(effect -> isTold(one.outcomes(), effect)))
                        .toList());
        return Optional.of(
                engine.vault()
                        .settle(run.runId(), resultName(), new Result(decided()), Result.class));
    }

    private boolean isSettled() {
        if (earlier == null) {
            earlier = engine.vault().read(run.runId(), resultName(), Result.class).orElse(null);
        }
        return earlier != null;
    }

    /// What earlier legs wrote down about the documents that a redrive takes up again.
    private List<Journal> redriven() {
        return run.leg().kind() != Leg.Kind.REDRIVE
                ? List.of()
                : entries.stream()
                        .map(Entry::origin)
                        .filter(Objects::nonNull)
                        .distinct()
                        .flatMap(origins ->
                                Pages.journals(engine.vault(), run.runId(), origins).stream())
                        .toList();
    }

    private boolean edit(Edit edit) {
        chain.addAll(redriven());
        Map<Key, Entry> pending = new LinkedHashMap<>();
        entries.forEach(entry -> pending.put(entry.key(), entry));
        for (int attempt = 0;
                attempt < ATTEMPTS && (attempt == 0 || !pending.isEmpty());
                attempt++) {
            if (deadline.isNear()) {
                return false;
            }
            List<Look> looks = look(edit, List.copyOf(pending.values()));
            Map<Key, Decision> decisions = new LinkedHashMap<>();
            looks.forEach(look -> decisions.put(look.entry().key(), decide(edit, look)));
            Journal page = journal(attempt, looks, decisions);
            if (attempt == 0 && repeated && isSettled()) {
                return true;
            }
            chain.add(page);
            List<Change> changes = new ArrayList<>();
            for (Look look : looks) {
                Key key = look.entry().key();
                Optional<Line> line = page.of(key);
                if (line.isEmpty()) {
                    if (look.current().has(decisions.get(key).after())) {
                        settle(key, upgraded(key, decisions.get(key)));
                        pending.remove(key);
                    }
                } else if (look.current().has(line.get().wrote().after())) {
                    settle(key, line.get());
                    pending.remove(key);
                } else if (look.current().has(line.get().wrote().before())
                        && Objects.equals(line.get().wrote().after(), decisions.get(key).after())) {
                    changes.add(new Change(look.current(), line.get().wrote().after()));
                } // else it moved on, or what the decision saw besides did: the next page says what
                // to do now
            }
            write(changes, page, pending);
        }
        pending.forEach((key, entry) -> settle(key, failed(entry, "contended")));
        return true;
    }

    /// Reads the documents and what their decisions must see besides.
    private List<Look> look(Edit edit, List<Entry> pending) {
        List<Key> keys = new ArrayList<>();
        pending.forEach(entry -> {
            keys.add(entry.key());
            keys.addAll(edit.facts(entry));
        });
        Map<Key, Document> read = engine.stores().read(keys);
        return pending.stream()
                .map(entry -> {
                    Map<Key, Document> facts = new HashMap<>();
                    edit.facts(entry).forEach(key -> facts.put(key, read.get(key)));
                    return new Look(entry, read.get(entry.key()), new Facts(facts));
                })
                .toList();
    }

    private Decision decide(Edit edit, Look look) {
        try {
            return complete(look.entry(), edit.decide(look.entry(), look.current(), look.facts()));
        } catch (RuntimeException broken) {
            engine.log()
                    .error("rule-error", broken, Map.of("run", run.runId(), "batch", work.batch()));
            return new Decision(look.current().content(), failed(look.entry(), "rule-error"));
        }
    }

    /// Gives a verdict to records that the stage forgot: counts must add up.
    private static Decision complete(Entry entry, Decision decision) {
        List<Edit.Outcome> outcomes = new ArrayList<>();
        for (String record : entry.records()) {
            outcomes.add(
                    decision.outcomes().stream()
                            .filter(outcome -> outcome.record().equals(record))
                            .findFirst()
                            .orElse(new Edit.Outcome(record, Verdict.FAILED, "no-verdict")));
        }
        return new Decision(decision.after(), outcomes, decision.effects());
    }

    /// The page of this number in the chain: ours, or the one that another attempt wrote. The first
    /// is written even when it is empty: a later attempt learns from it that it is one.
    private Journal journal(int attempt, List<Look> looks, Map<Key, Decision> decisions) {
        String name = Journal.name(work.epoch(), work.stage(), work.batch(), attempt);
        if (repeated) {
            Optional<Journal> standing = engine.vault().read(run.runId(), name, Journal.class);
            if (standing.isPresent()) {
                return standing.get();
            }
        }
        Journal ours =
                new Journal(
                        looks.stream()
                                .filter(look ->
                                        !look.current()
                                                .has(decisions.get(look.entry().key()).after()))
                                .map(look ->
                                        Line.of(
                                                look.entry(),
                                                look.current().content(),
                                                decisions.get(look.entry().key())))
                                .toList());
        if (attempt > 0 && ours.lines().isEmpty()) {
            return ours;
        }
        Journal standing = engine.vault().settle(run.runId(), name, ours, Journal.class);
        repeated |= standing != ours;
        return standing;
    }

    private void write(List<Change> changes, Journal page, Map<Key, Entry> pending) {
        Map<String, List<Change>> byStore = new LinkedHashMap<>();
        changes.forEach(change ->
                byStore.computeIfAbsent(change.read().key().store(), _ -> new ArrayList<>())
                        .add(change));
        byStore.forEach((store, theirs) -> {
            List<Written> written = engine.stores().named(store).write(theirs);
            for (int i = 0; i < theirs.size(); i++) {
                Key key = theirs.get(i).read().key();
                switch (written.get(i)) {
                    case Written.Done _ -> {
                        settle(key, page.of(key).orElseThrow());
                        pending.remove(key);
                    }
                    case Written.MovedOn _ -> repeated = true;
                    case Written.Refused refused -> {
                        settle(key, failed(pending.get(key), refused.reason()));
                        pending.remove(key);
                    }
                }
            }
        });
    }

    private void settle(Key key, Line line) {
        settled.put(key, new Settled(line.outcomes(), line.effects()));
    }

    private void settle(Key key, Decision decision) {
        settled.put(key, new Settled(decision.outcomes(), decision.effects()));
    }

    private void settle(Key key, List<Edit.Outcome> outcomes) {
        settled.put(key, new Settled(outcomes, List.of()));
    }

    /// What an earlier page of the chain changed and is found as it should be was changed by us.
    private Decision upgraded(Key key, Decision decision) {
        List<Edit.Effect> effects = new ArrayList<>(decision.effects());
        List<Edit.Outcome> outcomes =
                decision.outcomes().stream()
                        .map(outcome ->
                                outcome.verdict() == Verdict.UNCHANGED
                                                && isOurs(key, outcome.record(), effects)
                                        ? new Edit.Outcome(outcome.record(), Verdict.CHANGED, null)
                                        : outcome)
                        .toList();
        return new Decision(decision.after(), outcomes, effects.stream().distinct().toList());
    }

    private boolean isOurs(Key key, String record, List<Edit.Effect> effects) {
        for (Journal page : chain) {
            for (Line line : page.lines()) {
                if (line.key().equals(key) && isChanged(line.outcomes(), record)) {
                    line.effects().stream()
                            .filter(effect -> effect.record().equals(record))
                            .forEach(effects::add);
                    return true;
                }
            }
        }
        return false;
    }

    /// Several effects of one kind are told apart by what stands behind an `@`.
    private static boolean isTold(List<Edit.Outcome> outcomes, Edit.Effect effect) {
        return outcomes.stream()
                .filter(outcome -> outcome.verdict() == Verdict.CHANGED)
                .anyMatch(outcome ->
                        effect.record().equals(outcome.record())
                                || effect.record().startsWith(outcome.record() + "@"));
    }

    private static boolean isChanged(List<Edit.Outcome> outcomes, String record) {
        return outcomes.stream()
                .anyMatch(outcome ->
                        outcome.record().equals(record) && outcome.verdict() == Verdict.CHANGED);
    }

    /// A task's page says which records it is about to work on: found done later, those are ours.
    private boolean perform(Task task) {
        List<Line> intended =
                entries.stream()
                        .map(entry ->
                                new Line(
                                        entry.key(),
                                        entry.kind(),
                                        null,
                                        null,
                                        entry.records().stream()
                                                .filter(record ->
                                                        task.check(entry, record)
                                                                != Task.Check.DONE)
                                                .map(record ->
                                                        new Edit.Outcome(
                                                                record, Verdict.CHANGED, null))
                                                .toList(),
                                        List.of()))
                        .toList();
        Journal ours = new Journal(intended);
        String name = Journal.name(work.epoch(), work.stage(), work.batch(), 0);
        Journal page = engine.vault().settle(run.runId(), name, ours, Journal.class);
        repeated = page != ours;
        if (repeated && isSettled()) {
            return true;
        }
        chain.addAll(redriven());
        chain.add(page);
        for (Entry entry : entries) {
            List<Edit.Outcome> outcomes = new ArrayList<>();
            for (String record : entry.records()) {
                if (deadline.isNear()) {
                    return false;
                }
                outcomes.add(
                        perform(
                                task,
                                entry,
                                record,
                                isOurs(entry.key(), record, new ArrayList<>())));
            }
            settle(entry.key(), outcomes);
        }
        return true;
    }

    private Edit.Outcome perform(Task task, Entry entry, String record, boolean intendedByUs) {
        return switch (task.check(entry, record)) {
            case DONE ->
                    new Edit.Outcome(
                            record, intendedByUs ? Verdict.CHANGED : Verdict.UNCHANGED, null);
            case TO_DO, WRONG -> task.perform(entry, record);
        };
    }

    private List<Decided> decided() {
        List<Decided> all = new ArrayList<>(held);
        for (Entry entry : entries) {
            Settled one = settled.get(entry.key());
            if (one != null) {
                one.outcomes()
                        .forEach(outcome ->
                                all.add(
                                        new Decided(
                                                entry.key(),
                                                entry.tallied(),
                                                outcome.record(),
                                                outcome.verdict(),
                                                outcome.reason())));
            }
        }
        return all;
    }

    private static List<Edit.Outcome> failed(Entry entry, String reason) {
        return entry.records().stream()
                .map(record -> new Edit.Outcome(record, Verdict.FAILED, reason))
                .toList();
    }

    /// Takes out what a hold forbids to touch: the record, or everything while a participant is on
    /// hold.
    private List<Entry> withoutHeld(List<Entry> planned, List<Holds.Hold> holds) {
        if (holds.isEmpty()) {
            return planned;
        }
        Optional<Holds.Hold> all =
                holds.stream().filter(hold -> run.participants().contains(hold.what())).findFirst();
        List<Entry> free = new ArrayList<>();
        Set<String> holding = new TreeSet<>();
        for (Entry entry : planned) {
            List<String> records = new ArrayList<>();
            for (String record : entry.records()) {
                Optional<Holds.Hold> hold =
                        all.or(() ->
                                holds.stream()
                                        .filter(one -> one.what().equals(record))
                                        .findFirst());
                if (hold.isEmpty()) {
                    records.add(record);
                } else {
                    holding.add(hold.get().what());
                    held.add(
                            new Decided(
                                    entry.key(), entry.tallied(), record, Verdict.HELD, "held"));
                }
            }
            if (!records.isEmpty()) {
                free.add(entry.with(records, entry.origin()));
            }
        }
        holding.forEach(what -> engine.ledger().holds.holdsUp(what, run.runId()));
        return free;
    }

    private String resultName() {
        return Result.name(work.epoch(), work.stage(), work.batch());
    }
}
