package dev.handover.operation.claim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What a person should know of a collection that moves as it is all the same.
final class CollectionWarnings {
    private CollectionWarnings() {}

    /// @param ephemeral prefixes of members that name data which expires
    static List<String> of(CollectionRecord record, List<String> ephemeral) {
        List<String> warnings = new ArrayList<>();
        if (record.displayName().isBlank()) {
            warnings.add("name-empty");
        }
        if (!record.countIsRight()) {
            warnings.add("count-was-wrong");
        }
        List<String> members = record.members();
        if (members.stream().anyMatch(member -> ephemeral.stream().anyMatch(member::startsWith))) {
            warnings.add("members-ephemeral");
        }
        if (!members.stream().allMatch(CollectionWarnings::isWellFormed)) {
            warnings.add("members-malformed");
        }
        if (new HashSet<>(members).size() < members.size()) {
            warnings.add("members-duplicated");
        }
        return warnings;
    }

    /// `<trait>:<dataset>`. Fewer or more parts are what cut-off and doubled writes left behind.
    private static boolean isWellFormed(String member) {
        int colon = member.indexOf(':');
        return colon >= 0
                && member.indexOf(':', colon + 1) < 0
                && !member.substring(0, colon).isBlank()
                && !member.substring(colon + 1).isBlank();
    }
}
