package dev.handover.run;

import dev.handover.document.Tally;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// What can be done for a subject: claim, erase, transfer, merge, relocate.
public interface Operation {
    /// One word, as requests name it.
    String name();

    /// The stages in their order, for one run. Cheap: it reads nothing.
    List<Stage> stages(Run run, Names names);

    /// Whether something in the system stands against the run, which only the system's stores tell.
    /// Asked before it is planned. Reads only.
    ///
    /// @return a code in kebab case; empty when nothing does
    default Optional<String> refuses(Run run) {
        return Optional.empty();
    }

    /// How long its runs can be undone, and what else differs from one operation to the other.
    default Terms terms(Settings settings) {
        return new Terms(settings.undo(), settings.settle(), null);
    }

    /// The names under which the run's subject is found in the system before anything is changed: a
    /// change may take away the only place where they stand. Reads only.
    ///
    /// @param from null for the first page, else [Lesson#next()] of the page before
    default Lesson learn(Run run, @Nullable String from, int limit) {
        return Lesson.NOTHING;
    }

    /// What it would do to the records of whoever there is, a page at a time, for those who decide
    /// whether to switch it on. Reads only, and keeps nothing.
    ///
    /// @param from null for the first page, else [Survey#next()] of the page before
    /// @return empty where it can't be said without a request
    /// @throws IllegalArgumentException for a `from` of something else
    default Optional<Survey> survey(@Nullable String from, int limit) {
        return Optional.empty();
    }

    /// @param documents that were looked at
    /// @param byKind records, and what would become of them
    /// @param fields that would change: in how many records
    /// @param reasons why records would stay as they are
    /// @param problems records that could not be worked on
    /// @param next null on the last page
    record Survey(
            int documents,
            Tally byKind,
            SortedMap<String, Long> fields,
            SortedMap<String, Long> reasons,
            List<Problem> problems,
            @Nullable String next) {

        /// @param reason a code in kebab case
        public record Problem(String record, String reason) {}
    }

    /// What others should learn when the run has ended and its receipt is written.
    default List<Edit.Effect> atEnd(Run run) {
        return List.of();
    }

    /// The receipt in sentences, for the subject: what was done, what stays and why. It is signed
    /// with the receipt. None where somebody else words it.
    default List<String> words(Receipts.Receipt receipt) {
        return List.of();
    }

    /// @param undo for how long after its end a run can be undone
    /// @param settle how long the stores' answers may lag behind their writes: between the two
    ///   passes of a verification
    /// @param watch null when a subject that comes back is nobody's concern
    record Terms(Duration undo, Duration settle, @Nullable Watch watch) {}

    /// After a complete run its subject is looked at again and again: the same request is made
    /// anew, since a backup that is restored or a late write brings back what was changed.
    ///
    /// @param lasts for how long after the run's end
    /// @param every between two looks
    record Watch(Duration lasts, Duration every) {}

    /// @param next null on the last page
    record Lesson(Set<String> names, @Nullable String next) {
        public static final Lesson NOTHING = new Lesson(Set.of(), null);
    }
}
