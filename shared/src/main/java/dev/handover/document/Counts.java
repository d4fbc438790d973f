package dev.handover.document;

import java.util.Collection;

/// Records by what became of them. `found = pending + changed + unchanged + skipped + held +
/// unsupported + failed` holds by construction: pending is what is left.
public record Counts(
        long found,
        long changed,
        long unchanged,
        long skipped,
        long held,
        long unsupported,
        long failed) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    public Counts {
        if (found < changed + unchanged + skipped + held + unsupported + failed) {
            throw new IllegalArgumentException("more verdicts than records found");
        }
    }

    public static Counts found(long records) {
        return new Counts(records, 0, 0, 0, 0, 0, 0);
    }

    /// Each verdict is one record, found and decided.
    public static Counts of(Collection<Verdict> verdicts) {
        Counts sum = NONE;
        for (Verdict verdict : verdicts) {
            sum = sum.plus(one(verdict));
        }
        return sum;
    }

    private static Counts one(Verdict verdict) {
        return switch (verdict) {
            case CHANGED -> new Counts(1, 1, 0, 0, 0, 0, 0);
            case UNCHANGED -> new Counts(1, 0, 1, 0, 0, 0, 0);
            case SKIPPED -> new Counts(1, 0, 0, 1, 0, 0, 0);
            case HELD -> new Counts(1, 0, 0, 0, 1, 0, 0);
            case UNSUPPORTED -> new Counts(1, 0, 0, 0, 0, 1, 0);
            case FAILED -> new Counts(1, 0, 0, 0, 0, 0, 1);
        };
    }

    public long pending() {
        return found - changed - unchanged - skipped - held - unsupported - failed;
    }

    public Counts plus(Counts more) {
        return new Counts(
                found + more.found,
                changed + more.changed,
                unchanged + more.unchanged,
                skipped + more.skipped,
                held + more.held,
                unsupported + more.unsupported,
                failed + more.failed);
    }

    /// The same verdicts out of another number found.
    public Counts outOf(long records) {
        return new Counts(records, changed, unchanged, skipped, held, unsupported, failed);
    }

    /// Without the failed ones, which are about to be tried again.
    public Counts withoutFailed() {
        return new Counts(found - failed, changed, unchanged, skipped, held, unsupported, 0);
    }
}
