package dev.handover.run;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.document.Verdict;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Receipts: what a run did, in counts that add up, with every record that was not simply changed
/// and the reason, signed. A receipt holds ids and codes only, so it outlives the run's key.
public final class Receipts {
    /// @param counts over all stages that count
    /// @param mentions by rule: in how many places the person still appears because of it
    /// @param verdictsSha256 over the compact JSON of all records' `stage`, `record`, `verdict`
    ///   and, where there is one, `reason`, as one list in the order of [RecordsView]: two runs
    ///   that did the same have the same
    /// @param records those that were neither changed nor already right, up to a thousand
    /// @param words the subject's copy: the same in sentences, without anybody's name or id; null
    ///   where somebody else words it
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
            @Nullable SortedMap<String, Long> mentions,
            String verdictsSha256,
            List<Line> records,
            int more,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant undoUntil,
            @Nullable List<String> words) {
        private Receipt with(List<String> words) {
            return new Receipt(
                    runId,
                    operation,
                    leg,
                    state,
                    why,
                    planDigest,
                    counts,
                    byKind,
                    verified,
                    mentions,
                    verdictsSha256,
                    records,
                    more,
                    startedAt,
                    endedAt,
                    undoUntil,
                    words.isEmpty() ? null : words);
        }
    }

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
        Verdicts verdicts = Verdicts.of(engine, run);
        Tally tally = new Conductor(engine).counts(run);
        Receipt receipt =
                new Receipt(
                        run.runId(),
                        run.operation(),
                        leg.kind().name().toLowerCase(Locale.ROOT),
                        run.state().name().toLowerCase(Locale.ROOT),
                        run.why(),
                        leg.digest(),
                        RunView.counts(tally.total()),
                        tally,
                        leg.audited(),
                        mentions(engine, run),
                        verdicts.sha256(),
                        verdicts.listed(),
                        verdicts.more(),
                        run.createdAt(),
                        run.endedAt(),
                        run.undoUntil(),
                        null);
        return receipt.with(engine.words(run, receipt));
    }

    /// Null where there is none.
    private static @Nullable SortedMap<String, Long> mentions(Engine engine, Run run) {
        SortedMap<String, Long> byRule = new TreeMap<>();
        for (int stage = 0; stage < run.leg().audited().size(); stage++) {
            if (run.leg().audited().get(stage).mentions() > 0) {
                Pages.Audit.all(engine.vault(), run.runId(), run.leg().epoch(), stage)
                        .forEach(mention -> byRule.merge(mention.rule(), 1L, Long::sum));
            }
        }
        return byRule.isEmpty() ? null : byRule;
    }
}
