package dev.handover.run;

import dev.handover.document.Content;
import dev.handover.document.Counts;
import dev.handover.document.Json;
import dev.handover.document.Tally;
import dev.handover.document.Verdict;
import dev.handover.run.Edit.Effect;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pages that a run writes into its [Vault], and their names.
final class Pages {
    private Pages() {}

    /// One numbered batch of a plan. The pages of a stage form a chain: each names where the search
    /// goes on and carries the digest of all before it, so that planning can stop and go on, be
    /// done twice or by two at once.
    ///
    /// @param entries empty only on a last page
    /// @param next where to search on; null on the last page of the stage
    /// @param digest over everything that is planned up to and with this page
    /// @param found over this stage up to and with this page
    /// @param settled likewise, as [Stage.Found#settled()]; null for none
    record Manifest(
            List<Stage.Entry> entries,
            @Nullable String next,
            String digest,
            Tally found,
            long documents,
            @Nullable Tally settled) {

        static String name(int epoch, int stage, int batch) {
            return "plan/%d/%d/%d".formatted(epoch, stage, batch);
        }

        /// What stands before the first page of a stage.
        static Manifest before(String digest) {
            return new Manifest(List.of(), null, digest, Tally.NONE, 0, null);
        }

        Manifest followedBy(List<Stage.Entry> more, @Nullable String next, Tally settledThere) {
            Tally sum = found;
            for (Stage.Entry entry : more) {
                sum = sum.plus(Tally.of(entry.tallied(), Counts.found(entry.records().size())));
            }
            Tally before = settled == null ? Tally.NONE : settled;
            Tally all = before.plus(settledThere);
            return new Manifest(
                    more,
                    next,
                    digest(digest, more),
                    sum,
                    documents + more.size(),
                    all.equals(Tally.NONE) ? null : all);
        }

        static String digest(String before, List<Stage.Entry> entries) {
            return Content.sha256(Json.bytes(List.of(before, entries)));
        }
    }

    /// What one attempt at a batch is about to write: durable before the first byte changes.
    record Journal(List<Line> lines) {
        static String name(int epoch, int stage, int batch, int attempt) {
            return origin(epoch, stage, batch) + "/" + attempt;
        }

        static String origin(int epoch, int stage, int batch) {
            return "journal/%d/%d/%d".formatted(epoch, stage, batch);
        }

        /// All pages of the batch of that origin, in their order.
        static List<Journal> chain(Vault vault, String runId, String origin) {
            List<Journal> pages = new ArrayList<>();
            Optional<Journal> page = vault.read(runId, origin + "/0", Journal.class);
            while (page.isPresent()) {
                pages.add(page.get());
                page = vault.read(runId, origin + "/" + pages.size(), Journal.class);
            }
            return pages;
        }

        Optional<Line> of(Key key) {
            return lines.stream().filter(line -> line.key().equals(key)).findFirst();
        }
    }

    /// @param before base64 of the document's bytes, null when there was none
    /// @param after likewise of what is to be written
    record Line(
            Key key,
            String kind,
            @Nullable String before,
            @Nullable String after,
            List<Edit.Outcome> outcomes,
            List<Effect> effects) {

        static Line of(Stage.Entry entry, @Nullable Content before, Edit.Decision decision) {
            return new Line(
                    entry.key(),
                    entry.kind(),
                    encode(before),
                    encode(decision.after()),
                    decision.outcomes(),
                    decision.effects());
        }

        Edit.Wrote wrote() {
            return new Edit.Wrote(decode(before), decode(after));
        }

        private static @Nullable String encode(@Nullable Content content) {
            return content == null ? null : Base64.getEncoder().encodeToString(content.bytes());
        }

        private static @Nullable Content decode(@Nullable String text) {
            return text == null ? null : Content.of(Base64.getDecoder().decode(text));
        }
    }

    /// Several origins in one note.
    static String origins(String one, @Nullable String other) {
        return other == null ? one : one + "," + other;
    }

    /// Their pages, the oldest first.
    static List<Journal> journals(Vault vault, String runId, String origins) {
        return Arrays.stream(origins.split(","))
                .flatMap(origin -> Journal.chain(vault, runId, origin).stream())
                .toList();
    }

    /// What became of a batch: written once, before the batch closes; whoever comes second counts
    /// the same.
    record Result(List<Decided> decided) {
        static String name(int epoch, int stage, int batch) {
            return Journal.origin(epoch, stage, batch) + "/result";
        }

        Tally tally() {
            return decided.stream()
                    .map(one -> Tally.of(one.tallied(), Counts.of(List.of(one.verdict()))))
                    .reduce(Tally.NONE, Tally::plus);
        }
    }

    /// @param tallied store and kind, as [Stage.Entry#tallied()]
    record Decided(
            Key key, String tallied, String record, Verdict verdict, @Nullable String reason) {
        /// In which the records of a batch are listed, and gone through for a receipt.
        static final Comparator<Decided> ORDER =
                Comparator.comparing(Decided::key).thenComparing(Decided::record);
    }

    /// One page of what a [Gathering] found.
    ///
    /// @param next where to look on; null on the last page
    record Gathered(Set<String> found, @Nullable String next) {}

    /// One page of what a verification found, chained like a plan.
    ///
    /// @param leftoversSoFar over this pass up to and with this page
    record Audit(
            List<Stage.Leftover> leftovers,
            List<Stage.Mention> mentions,
            @Nullable String next,
            long leftoversSoFar,
            long mentionsSoFar) {

        static String name(int epoch, int stage, int pass, int page) {
            return "audit/%d/%d/%d/%d".formatted(epoch, stage, pass, page);
        }

        /// What the last pass over a stage found that a rule leaves.
        static List<Stage.Mention> all(Vault vault, String runId, int epoch, int stage) {
            List<Stage.Mention> mentions = new ArrayList<>();
            int number = 0;
            Optional<Audit> page = vault.read(runId, name(epoch, stage, 2, 0), Audit.class);
            while (page.isPresent()) {
                mentions.addAll(page.get().mentions());
                number++;
                page = vault.read(runId, name(epoch, stage, 2, number), Audit.class);
            }
            return mentions;
        }
    }
}
