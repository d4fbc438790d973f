package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.document.Mask;
import dev.handover.document.PersonName;
import dev.handover.operation.EraseMap;
import dev.handover.operation.records.Owner;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.stream.Collectors;

/// Who is erased.
///
/// @param names as they are written in the system
/// @param pseudonym what stands for the person where the map wants one
record Person(String id, Set<String> names, Set<PersonName> forms, String pseudonym) {
    static Person of(String id, Set<String> names, String pseudonym) {
        return new Person(
                id,
                names,
                names.stream().map(PersonName::of).collect(Collectors.toUnmodifiableSet()),
                pseudonym);
    }

    boolean isNamed(String text) {
        return !forms.isEmpty() && forms.contains(PersonName.of(text));
    }

    boolean isIn(JsonSpot object, String field) {
        return Owner.isIn(object, field, Set.of(id));
    }

    /// What takes the place of a name.
    ///
    /// @return null for nothing at all
    @Nullable String masked(String name, EraseMap.Mask mask, String replacement) {
        return switch (mask) {
            case REPLACEMENT -> replacement;
            case PSEUDONYM -> pseudonym;
            case NOTHING -> null;
            case KEEP_FORMAT -> Mask.keepingForm(name);
        };
    }

    /// Neither id nor names.
    @Override
    public String toString() {
        return "Person[" + names.size() + " names]";
    }
}
