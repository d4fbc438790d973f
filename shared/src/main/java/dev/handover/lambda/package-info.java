/// The edge: environment, event and HTTP shapes, wiring.
@NullMarked
package dev.handover.lambda;

import org.jspecify.annotations.NullMarked;
