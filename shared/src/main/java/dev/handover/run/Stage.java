package dev.handover.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import dev.handover.document.Tally;
import dev.handover.store.Key;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// One step of an operation, made for one run. A stage says *what*; the engine alone journals,
/// writes, publishes effects, closes batches, verifies and undoes, so that no stage can forget a
/// guarantee.
///
/// Everything that a stage answers must depend only on the run's request, the data map and what the
/// stores hold: it is asked again after crashes, by other processes.
public sealed interface Stage permits Edit, Task {
    /// A verb phrase in kebab case: `copy-to-new-owner`.
    String name();

    /// Whether its verdicts are the run's counts. False for a stage that works on records which
    /// another one already counts.
    default boolean counted() {
        return true;
    }

    /// The documents that this stage will work on. Reads only.
    ///
    /// @param from null for the first page, else [Found#next()] of the page before
    Found find(@Nullable String from, int limit);

    /// Looks, by other means than [#find] and strongly, for what is left to do and for what a rule
    /// leaves. Reads only.
    Audit audit(@Nullable String from, int limit);

    /// @param next null on the last page
    /// @param settled the engine's own note of verdicts that a redrive does not take up again;
    ///   stages leave it out
    record Found(List<Entry> entries, @Nullable String next, Tally settled) {
        public Found(List<Entry> entries, @Nullable String next) {
            this(entries, next, Tally.NONE);
        }
    }

    /// One document to work on.
    ///
    /// @param kind the kind of record in the data map, for the counts
    /// @param records ids of the records in it that belong to the run, without anything of a
    ///   person; each gets a verdict
    /// @param via ids of the records through which this document was found, when the decision must
    ///   know them
    /// @param origin the engine's own note of the batches of earlier legs that an undo takes back,
    ///   or a redrive repeats; stages leave it out
    record Entry(
            Key key,
            String kind,
            List<String> records,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> via,
            @Nullable String origin) {
        /// A manifest of an earlier version says nothing of `via`.
        public Entry {
            via = Objects.requireNonNullElse(via, List.of());
        }

        public Entry(Key key, String kind, List<String> records) {
            this(key, kind, records, List.of(), null);
        }

        public Entry(Key key, String kind, List<String> records, List<String> via) {
            this(key, kind, records, via, null);
        }

        /// The same document with some of its records only.
        Entry with(List<String> some, @Nullable String otherOrigin) {
            return new Entry(key, kind, some, via, otherOrigin);
        }

        /// How counts are grouped: store and kind.
        @JsonIgnore
        public String tallied() {
            return key.store() + "/" + kind;
        }
    }

    /// @param next null on the last page
    record Audit(List<Leftover> leftovers, List<Mention> mentions, @Nullable String next) {
        public static final Audit CLEAN = new Audit(List.of(), List.of(), null);
    }

    /// A record that the plan's rules would still change.
    ///
    /// @param reason a code in kebab case
    record Leftover(Key key, String record, String reason) {}

    /// A place where the person still appears because a rule leaves it.
    record Mention(Key key, String record, String rule) {}
}
