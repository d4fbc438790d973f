package dev.handover.crash;

import com.fasterxml.jackson.databind.JsonNode;

import dev.handover.document.Content;
import dev.handover.document.DerivedId;
import dev.handover.document.Json;
import dev.handover.document.Verdict;
import dev.handover.run.Controls;
import dev.handover.run.Controls.Answer;
import dev.handover.run.Leg;
import dev.handover.run.Receipts;
import dev.handover.run.Run;
import dev.handover.run.Stop;
import dev.handover.run.WrittenPages;
import dev.handover.store.Atomicity;
import dev.handover.store.Key;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// One schedule from beginning to end, and what must be true then.
final class Play {
    private static final String RUN = "run-1";
    private static final String RIVAL = "run-2";

    /// When a plain write arrives at the latest.
    private static final Duration LATEST = Duration.ofSeconds(10);

    private static final Map<String, Ending> CLEAN = new ConcurrentHashMap<>();

    private final Schedule schedule;
    private final Subject subject;
    private final World world;

    /// What happened in one schedule.
    record Told(Map<Fault, Integer> faults, long calls, int deadLetters, Trace trace) {}

    private Play(Schedule schedule, Subject subject, World world) {
        this.schedule = schedule;
        this.subject = subject;
        this.world = world;
    }

    static Told of(Schedule schedule, Subject subject, Sabotage sabotage) {
        try (World world = new World(schedule, subject, sabotage)) {
            try {
                new Play(schedule, subject, world).play();
                return new Told(
                        world.faults.injected(),
                        world.faults.calls(),
                        world.queues.deadLetters(),
                        world.trace);
            } catch (RuntimeException diverged) {
                throw new Divergence(
                        "seed %d, %s: %s\n--- the last that happened:\n%s"
                                .formatted(
                                        schedule.seed(),
                                        schedule.family(),
                                        diverged.getMessage(),
                                        world.trace),
                        diverged);
            }
        }
    }

    /// How runs of these ids end, one after the other, when nothing goes wrong.
    static Ending clean(Subject subject, String... runIds) {
        return CLEAN.computeIfAbsent(
                subject.getClass().getName() + List.of(runIds),
                _ -> {
                    try (World world = new World(Schedule.calm(), subject, Sabotage.NONE)) {
                        Play play = new Play(Schedule.calm(), subject, world);
                        for (String runId : runIds) {
                            world.start(play.request(runId, false, false), Duration.ZERO);
                            world.play();
                        }
                        return play.ending(runIds[runIds.length - 1]);
                    }
                });
    }

    private void play() {
        switch (schedule.family()) {
            case ALONE, OUTAGE -> {
                begin(false);
                world.play();
                endsAsClean();
            }
            case CONTROLLED -> {
                controls();
                world.play();
                endsAsClean();
            }
            case UNDONE -> undone();
            case SHARED -> shared();
            case RIVALS -> rivals();
        }
        if (!world.table.query("LOCK", "", null, 1).items().isEmpty()) {
            throw new Divergence("a lock is left over: " + world.states());
        }
    }

    private void begin(boolean needsApproval) {
        world.start(request(RUN, false, needsApproval), Duration.ZERO);
        world.follow(RUN, 6);
    }

    private Controls.Request request(String runId, boolean dryRun, boolean needsApproval) {
        return new Controls.Request(
                runId,
                subject.operation(_ -> world.store, world.register).name(),
                subject.request(),
                subject.participants(),
                "tester",
                dryRun,
                needsApproval,
                false);
    }

    private void controls() {
        boolean approval = world.random.nextInt(4) == 0;
        begin(approval);
        if (approval) {
            approve();
        }
        int times = world.random.nextInt(1, 5);
        for (int i = 0; i < times; i++) {
            Duration at = world.moment();
            switch (world.random.nextInt(5)) {
                case 0 -> pause(at);
                case 1 -> pauseUntil(at);
                case 2 -> stop(at);
                case 3 -> throttle(at);
                default -> world.start(request(RUN, false, approval), at);
            }
        }
    }

    private void approve() {
        world.ask(
                "approve",
                world.moment(),
                engine -> {
                    Run run = engine.ledger().runs.find(RUN).orElse(null);
                    String digest = run == null ? null : run.leg().digest();
                    if (run == null || run.leg().phase().compareTo(Leg.Phase.PLANNED) < 0) {
                        return false;
                    }
                    if (run.leg().phase() == Leg.Phase.PLANNED && digest != null) {
                        new Controls(engine).approve(RUN, digest, "op", "");
                    }
                    return run.leg().phase() != Leg.Phase.PLANNED;
                });
    }

    private void pause(Duration at) {
        Duration lasts = world.moment();
        world.ask("pause", at, engine -> done(new Controls(engine).pause(RUN, null, "op", "")));
        world.ask(
                "resume",
                at.plus(lasts),
                engine -> {
                    new Controls(engine).resume(RUN, "op", "");
                    return true;
                });
        world.ask(
                "resume for good",
                Duration.ofMinutes(30),
                engine -> {
                    new Controls(engine).resume(RUN, "op", "");
                    return true;
                });
    }

    private static boolean done(Answer answer) {
        return !(answer instanceof Answer.NoSuchRun);
    }

    private void pauseUntil(Duration at) {
        Duration lasts = world.moment();
        world.ask(
                "pause until",
                at,
                engine -> {
                    Controls controls = new Controls(engine);
                    return done(
                            controls.pause(RUN, engine.clock().instant().plus(lasts), "op", ""));
                });
    }

    private void stop(Duration at) {
        world.ask(
                "stop",
                at,
                engine -> {
                    engine.ledger().stop.on(new Stop.On("op", "", engine.clock().instant()));
                    return true;
                });
        for (Duration later : List.of(at.plus(world.moment()), Duration.ofMinutes(30))) {
            world.ask(
                    "start again",
                    later,
                    engine -> {
                        engine.ledger().stop.off();
                        return true;
                    });
        }
    }

    private void throttle(Duration at) {
        int window = world.random.nextInt(1, 4);
        Double rate = world.random.nextBoolean() ? null : 0.05 + world.random.nextDouble() * 5;
        world.ask(
                "throttle",
                at,
                engine -> done(new Controls(engine).throttle(RUN, window, rate, "op", "")));
    }

    /// COMPLETE and as without faults; what dead letters left unresolved, a redrive resolves.
    private void endsAsClean() {
        Run run = world.run(RUN);
        for (int again = 0; run.end() == Run.End.INCOMPLETE && again < 3; again++) {
            mayHaveGivenUp(run);
            world.ask("redrive", Duration.ZERO, engine -> redriven(new Controls(engine)));
            world.play();
            run = world.run(RUN);
        }
        if (run.end() == Run.End.FAILED) {
            mayHaveGivenUp(run);
            isAsBefore();
            return;
        }
        Ending clean = clean(subject, RUN);
        Ending ending = ending(RUN);
        boolean exact = world.queues.deadLetters() == 0;
        String difference =
                exact
                        ? ending.against(clean)
                        : new Ending(
                                        ending.state(),
                                        ending.store(),
                                        ending.register(),
                                        ending.effects(),
                                        clean.receipt())
                                .against(clean);
        if (!difference.isEmpty()) {
            throw new Divergence("the end differs from that of a clean run: " + difference);
        }
    }

    private static boolean redriven(Controls controls) {
        return switch (controls.redrive(RUN, "op", "")) {
            case Answer.Done _ -> true;
            case Answer.WrongState(Run run) -> run.leg().kind() == Leg.Kind.REDRIVE;
            case Answer.NoSuchRun _, Answer.OtherDigest _ -> false;
        };
    }

    private void mayHaveGivenUp(Run run) {
        if (world.queues.deadLetters() == 0) {
            throw new Divergence(
                    "without any dead letter the run is %s (%s): %s"
                            .formatted(run.state(), run.why(), ending(RUN)));
        }
    }

    private void isAsBefore() {
        try (World untouched = new World(Schedule.calm(), subject, Sabotage.NONE)) {
            String is = Ending.texts(owed(world));
            String should = Ending.texts(owed(untouched));
            if (!is.equals(should) || !world.register.names.isEmpty()) {
                throw new Divergence(
                        "not as before: " + is + world.register.names + "\nshould be" + should);
            }
        }
    }

    private SortedMap<Key, Content> owed(World system) {
        return owed(system.store.contents());
    }

    private SortedMap<Key, Content> owed(SortedMap<Key, Content> contents) {
        SortedMap<Key, Content> owed = new TreeMap<>(contents);
        owed.keySet().removeIf(key -> !subject.comesBack(key));
        return owed;
    }

    private void undone() {
        begin(false);
        if (world.random.nextBoolean()) {
            world.ask(
                    "cancel",
                    world.moment(),
                    engine -> done(new Controls(engine).cancel(RUN, "op", "")));
        }
        if (world.random.nextInt(4) == 0) {
            undoDuringAWrite();
            undo(Duration.ofMinutes(30));
        } else {
            undo(world.moment());
        }
        world.play();
        for (int again = 0; world.run(RUN).end() == Run.End.INCOMPLETE && again < 3; again++) {
            mayHaveGivenUp(world.run(RUN));
            undo(Duration.ZERO);
            world.play();
        }
        Run run = world.run(RUN);
        if (run.end() == Run.End.FAILED) {
            mayHaveGivenUp(run);
        } else if (run.end() != Run.End.UNDONE) {
            throw new Divergence("undo ended as " + run.state() + ": " + ending(RUN));
        }
        isAsBefore();
    }

    /// At the worst moment: a batch's write is on its way for long.
    private void undoDuringAWrite() {
        int[] before = {world.random.nextInt(6)};
        world.faults.beforeStore(method -> {
            boolean writes = method.equals("write") && world.simulation.runs("BATCHES");
            if (writes && before[0]-- == 0) {
                undo(Duration.ZERO);
                Duration most = World.LAMBDA.multipliedBy(2);
                world.simulation.wait(most.multipliedBy(world.random.nextInt(100)).dividedBy(100));
            }
        });
    }

    private void undo(Duration at) {
        world.ask(
                "undo",
                at,
                engine ->
                        switch (new Controls(engine).undo(RUN, "op", "")) {
                            case Answer.Done _ -> true;
                            case Answer.WrongState(Run run) ->
                                    run.leg().kind() == Leg.Kind.UNDO
                                            || run.end() == Run.End.FAILED;
                            case Answer.NoSuchRun _, Answer.OtherDigest _ -> false;
                        });
    }

    /// The application reads a document, and seconds later puts it back as it was. A write of ours
    /// that came in between is lost, and must be found to be.
    private void lateWrites() {
        begin(false);
        int writes = world.random.nextInt(1, 12);
        for (int i = 0; i < writes; i++) {
            world.happens(world.moment(), this::lateWrite);
        }
        world.play();
        for (int again = 0; world.run(RUN).end() == Run.End.INCOMPLETE && again < 3; again++) {
            world.ask("redrive", Duration.ZERO, engine -> redriven(new Controls(engine)));
            world.play();
        }
        if (world.run(RUN).end() == Run.End.FAILED) {
            mayHaveGivenUp(world.run(RUN));
            return;
        }
        String is = Ending.texts(owed(world));
        String should = Ending.texts(owed(clean(subject, RUN).store()));
        if (world.run(RUN).end() != Run.End.COMPLETE || !is.equals(should)) {
            throw new Divergence(
                    "the run ends as %s with %s\nand should with %s"
                            .formatted(world.states(), is, should));
        }
    }

    private void lateWrite() {
        SortedMap<Key, Content> now = owed(world);
        Key key = List.copyOf(now.keySet()).get(world.random.nextInt(now.size()));
        Duration late = LATEST.multipliedBy(world.random.nextInt(100)).dividedBy(100);
        world.happens(late, () -> world.store.writeFromOutside(key, now.get(key)));
    }

    private void shared() {
        if (subject.atomicity() == Atomicity.OWN && world.random.nextInt(3) == 0) {
            lateWrites();
            return;
        }
        begin(false);
        int writes = world.random.nextInt(1, 7);
        for (int i = 0; i < writes; i++) {
            world.happens(
                    world.moment(), () -> subject.meddle(world.store, world.tokens, world.random));
        }
        int[] close = {world.random.nextInt(7)};
        boolean atWrites = world.random.nextBoolean();
        world.faults.beforeStore(method -> {
            boolean plans = world.simulation.runs("PLANS");
            boolean isWrite = method.equals("write");
            int chance = plans ? 2 : isWrite ? 3 : 12;
            if ((isWrite || !atWrites) && close[0] > 0 && world.random.nextInt(chance) == 0) {
                close[0]--;
                subject.meddle(world.store, world.tokens, world.random);
            }
        });
        if (world.random.nextInt(3) == 0) {
            undo(world.moment());
        }
        world.play();
        if (world.run(RUN).end() == null) {
            throw new Divergence("the run has not ended: " + world.states());
        }
        receipt(RUN);
    }

    private void rivals() {
        boolean dry = world.random.nextInt(3) == 0;
        world.start(request(RUN, dry, false), Duration.ZERO);
        world.start(request(RIVAL, false, false), world.moment());
        world.play();
        if (world.queues.deadLetters() > 0) {
            return;
        }
        Set<String> possible = new TreeSet<>();
        if (dry) {
            possible.add(Ending.texts(clean(subject, RIVAL).store()));
        } else {
            possible.add(Ending.texts(clean(subject, RUN, RIVAL).store()));
            possible.add(Ending.texts(clean(subject, RIVAL, RUN).store()));
        }
        String is = Ending.texts(world.store.contents());
        boolean ended = world.run(RIVAL).end() == Run.End.COMPLETE;
        ended &= dry || world.run(RUN).end() == Run.End.COMPLETE;
        if (!ended || !possible.contains(is)) {
            throw new Divergence("rivals end as " + world.states() + " with " + is);
        }
    }

    private Ending ending(String runId) {
        return new Ending(
                world.run(runId).state().name(),
                world.store.contents(),
                new TreeSet<>(world.register.names),
                new TreeSet<>(world.queues.effects()),
                receipt(runId));
    }

    /// What the receipt says, once it is checked against itself.
    private String receipt(String runId) {
        Run run = world.run(runId);
        String text =
                Receipts.find(world.vault(), run)
                        .orElseThrow(() -> new Divergence("no receipt of " + world.states()))
                        .receipt();
        JsonNode receipt = Json.parse(text);
        for (Verdict verdict : Verdict.values()) {
            String name = verdict.name().toLowerCase(Locale.ROOT);
            long counted = receipt.path("counts").path(name).asLong();
            long written = WrittenPages.verdicts(world.calm, run, verdict);
            if (run.leg().kind() != Leg.Kind.REDRIVE && written != counted) {
                throw new Divergence(
                        "%d records are written down as %s: %s".formatted(written, name, text));
            }
        }
        String told = DerivedId.of(runId, String.valueOf(run.epoch()), "run-ended").toString();
        if (!world.queues.events().contains(told)) {
            throw new Divergence("nobody was told of the end: " + text);
        }
        boolean planned = run.leg().phase().compareTo(Leg.Phase.PLANNED) > 0;
        if (planned && !WrittenPages.areThePlan(world.calm, run)) {
            throw new Divergence("the manifests are not those of the plan " + run.leg().digest());
        }
        return receipt.path("counts") + " " + receipt.path("verdictsSha256").asText();
    }
}
