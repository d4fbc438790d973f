/// Runs that an earlier version began, kept as that version wrote them.
@NullMarked
package dev.handover.stored;

import org.jspecify.annotations.NullMarked;
