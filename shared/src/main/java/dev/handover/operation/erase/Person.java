package dev.handover.operation.erase;

import dev.handover.document.JsonSpot;
import dev.handover.document.Mask;
import dev.handover.document.PersonName;
import dev.handover.operation.EraseMap;

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

    /// Whether a field with a user's id, or with a list of them, says this person.
    boolean isIn(JsonSpot object, String field) {
        return object.members(field).stream()
                .anyMatch(value -> isId(value) || value.elements().stream().anyMatch(this::isId));
    }

    private boolean isId(JsonSpot value) {
        return value.isText() && value.text().equals(id);
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
