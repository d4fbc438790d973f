package dev.handover.run;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Result;
import dev.handover.run.Receipts.Line;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// All verdicts of a run's current leg, gone through once in the order of the plan, stage by stage
/// and batch by batch, and in a batch by store, collection, document and record. The hash is of
/// those that count, as [RecordsView] lists them. Of a run of a million records only those are kept
/// that a person reads.
final class Verdicts {
    /// As many records as a person reads; the hash covers all.
    private static final int LISTED = 1000;

    private static final int PAGE = 100; // results that are read together

    private final MessageDigest digest = Content.sha256();
    private final List<Line> listed = new ArrayList<>();
    private final Set<Line> said = new HashSet<>();
    private final Set<String> skipped = new HashSet<>(); // records
    private boolean begun;

    private Verdicts() {}

    static Verdicts of(Engine engine, Run run) {
        Verdicts verdicts = new Verdicts();
        Leg leg = run.leg();
        for (int stage = 0; stage < leg.planned().size(); stage++) {
            Leg.Planned planned = leg.planned().get(stage);
            for (int from = 0; from < planned.batches(); from += PAGE) {
                int at = stage;
                List<String> names =
                        IntStream.range(from, Math.min(planned.batches(), from + PAGE))
                                .mapToObj(batch -> Result.name(leg.epoch(), at, batch))
                                .toList();
                engine.vault().readAll(run.runId(), names, Result.class).stream()
                        .flatMap(Optional::stream)
                        .flatMap(result -> result.decided().stream().sorted(Decided.ORDER))
                        .forEach(one -> verdicts.add(planned, one));
            }
        }
        return verdicts;
    }

    private void add(Leg.Planned stage, Decided one) {
        Line line = new Line(stage.stage(), one.record(), one.verdict(), one.reason());
        if (stage.counted()) {
            digest.update((byte) (begun ? ',' : '['));
            digest.update(Json.bytes(line));
            begun = true;
        }
        if (isNotable(stage, one)
                && said.add(new Line("", line.record(), line.verdict(), line.reason()))
                && listed.size() < LISTED) {
            listed.add(line);
        }
    }

    /// A record that one stage left alone for a reason, the next does too; and where that one works
    /// on what another counts, it may have a reason of its own, which is none of the record's.
    private boolean isNotable(Leg.Planned stage, Decided one) {
        return switch (one.verdict()) {
            case CHANGED, UNCHANGED -> false;
            case SKIPPED -> skipped.add(one.record()) || stage.counted();
            case HELD, UNSUPPORTED, FAILED -> true;
        };
    }

    /// Of the list as JSON, lower-case hex. Asked once.
    String sha256() {
        digest.update((begun ? "]" : "[]").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Those that were neither changed nor already right, up to a thousand.
    List<Line> listed() {
        return List.copyOf(listed);
    }

    int more() {
        return said.size() - listed.size();
    }
}
