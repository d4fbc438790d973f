package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Content;
import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.document.Verdict;
import dev.handover.run.Pages.Decided;
import dev.handover.run.Pages.Result;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Receipts: what a run did, in counts that add up, with every record that was not simply changed
/// and the reason, signed. A receipt holds ids and codes only, so it outlives the run's key.
public final class Receipts {
    /// As many records as a person reads; `more` says how many are left out, the verdict list's
    /// hash covers all.
    private static final int LISTED = 1000;

    /// @param counts over all stages that count
    /// @param verdictsSha256 over the sorted list of all records' verdicts: two runs that did the
    ///   same have the same
    /// @param records those that were neither changed nor already right, up to a thousand
    public record Receipt(
            String runId,
            String operation,
            String leg,
            String state,
            @Nullable String why,
            @Nullable String planDigest,
            ObjectNode counts,
            Tally byKind,
            List<Leg.Audited> verified,
            String verdictsSha256,
            List<Line> records,
            int more,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant undoUntil) {}

    public record Line(String stage, String record, Verdict verdict, @Nullable String reason) {}

    /// @param receipt the exact text that was signed
    public record Signed(String receipt, String algorithm, String keyId, String signature) {}

    private Receipts() {}

    /// Writes the receipt of an ended leg, unless there is one.
    ///
    /// @return the run with the end that the standing receipt tells
    static Run write(Engine engine, Run run) {
        Signed standing = find(engine.vault(), run).orElseGet(() -> settle(engine, run));
        Receipt told = Json.read(standing.receipt(), Receipt.class);
        return run.ended(
                Run.End.valueOf(told.state().toUpperCase(Locale.ROOT)),
                told.why(),
                told.endedAt(),
                told.undoUntil());
    }

    private static Signed settle(Engine engine, Run run) {
        String text = Json.text(receipt(engine, run));
        Signer.Signature signature = engine.signer().sign(text.getBytes(StandardCharsets.UTF_8));
        Signed signed =
                new Signed(
                        text,
                        signature.algorithm(),
                        signature.keyId(),
                        Base64.getEncoder().encodeToString(signature.bytes()));
        return engine.vault().settleOpen(run.runId(), name(run), signed, Signed.class);
    }

    public static Optional<Signed> find(Vault vault, Run run) {
        return vault.readOpen(run.runId(), name(run), Signed.class);
    }

    private static String name(Run run) {
        return "receipt/" + run.epoch();
    }

    private static Receipt receipt(Engine engine, Run run) {
        Leg leg = run.leg();
        List<Line> lines = lines(engine, run);
        Set<Line> said = new HashSet<>();
        List<Line> notable =
                lines.stream()
                        .filter(line ->
                                line.verdict() != Verdict.CHANGED
                                        && line.verdict() != Verdict.UNCHANGED)
                        // a record that one stage left alone for a reason, the next does too
                        .filter(line ->
                                said.add(
                                        new Line("", line.record(), line.verdict(), line.reason())))
                        .toList();
        Tally tally = new Conductor(engine).counts(run);
        return new Receipt(
                run.runId(),
                run.operation(),
                leg.kind().name().toLowerCase(Locale.ROOT),
                run.state().name().toLowerCase(Locale.ROOT),
                run.why(),
                leg.digest(),
                RunView.counts(tally.total()),
                tally,
                leg.audited(),
                Content.sha256(Json.bytes(lines)),
                notable.stream().limit(LISTED).toList(),
                Math.max(0, notable.size() - LISTED),
                run.createdAt(),
                run.endedAt(),
                run.undoUntil());
    }

    private static List<Line> lines(Engine engine, Run run) {
        Leg leg = run.leg();
        List<Line> lines = new ArrayList<>();
        for (int stage = 0; stage < leg.planned().size(); stage++) {
            Leg.Planned planned = leg.planned().get(stage);
            for (int batch = 0; batch < planned.batches(); batch++) {
                engine.vault()
                        .read(run.runId(), Result.name(leg.epoch(), stage, batch), Result.class)
                        .map(Result::decided)
                        .orElse(List.<Decided>of())
                        .forEach(one ->
                                lines.add(
                                        new Line(
                                                planned.stage(),
                                                one.record(),
                                                one.verdict(),
                                                one.reason())));
            }
        }
        lines.sort(
                Comparator.comparing(Line::stage)
                        .thenComparing(Line::record)
                        .thenComparing(Line::verdict));
        return lines;
    }
}
