package dev.handover.delivereffects;

import dev.handover.run.Deliveries.State;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What became of one attempt to deliver an effect.
sealed interface Delivered {
    /// Nothing is written down for each that goes well and may be repeated.
    record Done() implements Delivered {}

    /// What became of it is known for good, or until it is sent anew.
    ///
    /// @param why a code in kebab case
    record Settled(State state, @Nullable String why) implements Delivered {}

    /// An earlier delivery settled it.
    record Already() implements Delivered {}

    /// Its time has not come; it is sent again then.
    record Later(Duration in, String why) implements Delivered {}

    /// It surely was not delivered, or may be repeated: it comes again, five times at most.
    record Again(String why) implements Delivered {}

    /// It never will be.
    record Refused(String why) implements Delivered {}
}
