/// The crash matrix: whole runs in a simulated world, in which everything goes wrong that may, at
/// moments drawn from a seed.
@NullMarked
package dev.handover.crash;

import org.jspecify.annotations.NullMarked;
