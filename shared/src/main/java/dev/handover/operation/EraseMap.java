package dev.handover.operation;

import dev.handover.document.FieldPath;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a data map says of erasing a person: where records are, by which fields they are found, and
/// which fields hold the person's name.
///
/// @param replacement what stands where a name was
/// @param fields by the field with a user's id: the fields with that user's name, which are erased
///   where the id is the subject's
/// @param names fields with anybody's name, in records of the subject: erased only where they hold
///   a name that the subject is known by
/// @param watch null when a subject that comes back is nobody's concern
/// @param notice null when nobody is told
/// @param stays sentences for the person: what else is not erased
public record EraseMap(
        String replacement,
        Map<String, List<Target>> fields,
        List<Target> names,
        Duration undo,
        Duration settle,
        @Nullable Watch watch,
        @Nullable Notice notice,
        List<String> stays,
        Places places) {

    /// A field with a name in it, and what takes its place.
    public record Target(FieldPath path, Mask mask) {}

    public enum Mask {
        REPLACEMENT,
        /// The same for one person everywhere; nobody can tell the person from it.
        PSEUDONYM,
        NOTHING,
        KEEP_FORMAT
    }

    /// What is done with a list where a name is expected.
    public enum Lists {
        UNSUPPORTED,
        /// The first element that is the person's name; later ones are mentioned.
        FIRST,
        ALL
    }

    /// @param lasts for how long a subject is looked at again
    public record Watch(Duration lasts, Duration every) {}
}
