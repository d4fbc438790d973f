package dev.handover.run;

import dev.handover.store.Atomicity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// What is done about stores whose conditional writes are atomic only among our own. A plain write
/// of the application that was under way at the same moment may win over ours, and that shows only
/// when it has arrived. So the second pass of a verification, which reads strongly, waits for it:
/// what it undid is a leftover, and a redrive does it again. A plain write that lost to ours is not
/// seen by anybody; the receipt says of which stores that can be.
final class OwnWrites {
    /// Longer than a client waits for the answer to a plain write (10 s or less by default), so
    /// that none is still under way.
    static final Duration SETTLE = Duration.ofSeconds(15);

    private OwnWrites() {}

    /// Between the two passes over the stage in hand, where `usual` is enough for other stores.
    static Duration settle(Engine engine, Run run, Duration usual) {
        return stores(engine, run) == null || usual.compareTo(SETTLE) > 0 ? usual : SETTLE;
    }

    /// Such stores of the stage in hand, in the order of their names; null when there is none.
    static @Nullable List<String> stores(Engine engine, Run run) {
        Leg leg = run.leg();
        List<String> own =
                leg.planned().get(leg.stage()).found().byKind().keySet().stream()
                        .map(kind -> kind.substring(0, kind.indexOf('/')))
                        .distinct()
                        .filter(store ->
                                engine.stores().named(store).atomicAgainst() == Atomicity.OWN)
                        .toList();
        return own.isEmpty() ? null : own;
    }
}
