package dev.handover.operation.claim;

/// An e-mail address as the ledger may know it: two keyed hashes, 64 hex digits each. See
/// [EmailHashing].
///
/// @param exact equal for addresses that mail servers must take for the same
/// @param folded equal also where only the case before the `@` differs; most servers take those for
///   the same, so it is a hint and no proof
public record EmailHash(String exact, String folded) {}
