/// Functions as Lambda runs them: each from its own archive, in a process of its own.
@NullMarked
package dev.handover.local.archive;

import org.jspecify.annotations.NullMarked;
