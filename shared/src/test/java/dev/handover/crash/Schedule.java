package dev.handover.crash;

import java.util.Random;

/// One way in which a run may go, drawn from a seed.
///
/// @param family what happens besides faults
/// @param faults how many at most, so that the run can come to its end
/// @param risk of a fault at each call
/// @param noise chance of a message to come twice or late, or of a scan to give something twice
/// @param twins whether every message comes twice, almost at once
/// @param slowest a usual call takes less: milliseconds
record Schedule(
        long seed,
        Family family,
        int faults,
        double risk,
        double noise,
        boolean twins,
        int slowest) {
    enum Family {
        /// Nothing. The end is that of a run without faults.
        ALONE,
        /// Pause, resume, another window and rate, the kill switch, the same request again. Same
        /// end.
        CONTROLLED,
        /// Cancelled, undone, or both. All is as it was before.
        UNDONE,
        /// Others write meanwhile. Nothing is lost.
        SHARED,
        /// A port is down for as long as it takes to make dead letters. Redriven, the end is the
        /// same.
        OUTAGE,
        /// Two runs want the same person, or a dry run goes before. One after the other.
        RIVALS
    }

    static Schedule of(long seed) {
        Random random = new Random(seed);
        Family family = Family.values()[Math.floorMod(seed, Family.values().length)];
        boolean slow = random.nextInt(5) == 0;
        double risk = Math.pow(10, -2.3 + 1.5 * random.nextDouble()); // 0.5 % to 16 %
        int faults = random.nextInt(8) == 0 ? 1 : random.nextInt(2, 30);
        double noise = 0.25 * random.nextDouble();
        boolean twins = random.nextInt(4) == 0;
        return new Schedule(seed, family, faults, risk, noise, twins, slow ? 2_000 : 40);
    }

    static Schedule calm() {
        return new Schedule(0, Family.ALONE, 0, 0, 0, false, 2);
    }
}
