package dev.handover.operation.offer;

import dev.handover.operation.claim.ClaimRules;
import dev.handover.operation.claim.Source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Tells from a record's id whose it is: every id begins with its owner.
final class RecordOwners {
    private final List<Source> longestFirst;

    RecordOwners(ClaimRules rules, List<String> accounts, List<String> anonymous) {
        longestFirst =
                Source.of(rules, accounts, anonymous).stream()
                        .sorted(
                                Comparator.comparingInt((Source source) -> source.owner().length())
                                        .reversed())
                        .toList();
    }

    /// @throws IllegalArgumentException when it is none of theirs
    Source of(String recordId) {
        return longestFirst.stream()
                .filter(source -> recordId.startsWith(source.owner() + "/"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("a record of none of these owners"));
    }

    /// The owners of these records that are accounts, or those that are not; sorted.
    List<String> of(Collection<String> recordIds, boolean anonymous) {
        return recordIds.stream()
                .map(this::of)
                .filter(source -> source.anonymous() == anonymous)
                .map(source -> source.key().id())
                .distinct()
                .sorted()
                .toList();
    }
}
