package dev.handover.lambda;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/// A part of a function that depends on the data map. It is made anew when another map is in use,
/// which is looked at twice a minute; where the map is part of the deployment, it is made once.
public final class Current<T> {
    private static final Duration TRUSTED = Duration.ofSeconds(30);

    private final Supplier<MapInUse> finder;
    private final Function<MapInUse, T> maker;
    private final InstantSource clock;
    private @Nullable MapInUse use;
    private @Nullable T part;
    private Instant lookAgain = Instant.MIN;

    Current(Supplier<MapInUse> finder, Function<MapInUse, T> maker, InstantSource clock) {
        this.finder = finder;
        this.maker = maker;
        this.clock = clock;
    }

    /// A part that stays.
    public static <T> Current<T> always(T part) {
        return new Current<>(
                () -> new MapInUse("", null), _ -> part, InstantSource.fixed(Instant.EPOCH));
    }

    /// @throws IllegalStateException when no data map was adopted yet
    public synchronized T get() {
        T known = part;
        if (known != null && clock.instant().isBefore(lookAgain)) {
            return known;
        }
        MapInUse found = finder.get();
        if (known == null || !found.equals(use)) {
            known = maker.apply(found);
            part = known;
            use = found;
        }
        lookAgain = found.mayChange() ? clock.instant().plus(TRUSTED) : Instant.MAX;
        return known;
    }
}
