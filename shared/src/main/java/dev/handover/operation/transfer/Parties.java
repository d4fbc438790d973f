package dev.handover.operation.transfer;

import dev.handover.document.PersonName;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Who gives and who gets.
///
/// @param known names under which the old owner stands in the system
/// @param name under which the new owner is to stand; null where the map shows no names
record Parties(String from, String to, Set<PersonName> known, @Nullable String name) {
    boolean isKnown(String text) {
        return known.contains(PersonName.of(text));
    }

    /// Neither ids nor names.
    @Override
    public String toString() {
        return "Parties[" + known.size() + " names]";
    }
}
