/// A look at the demonstration's data.
@NullMarked
package dev.handover.local.demonstration;

import org.jspecify.annotations.NullMarked;
