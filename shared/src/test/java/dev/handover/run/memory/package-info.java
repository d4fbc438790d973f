/// The engine's ports in memory, held to the same contracts as the real ones. All behaviour stands
/// behind the ports' interfaces, so that faults can be put in front of them.
@NullMarked
package dev.handover.run.memory;

import org.jspecify.annotations.NullMarked;
