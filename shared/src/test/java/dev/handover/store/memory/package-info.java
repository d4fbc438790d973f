/// A store in memory, held to the same contract as the real ones.
@NullMarked
package dev.handover.store.memory;

import org.jspecify.annotations.NullMarked;
