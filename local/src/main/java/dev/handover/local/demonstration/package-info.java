/// People and collections to try Handover with.
@NullMarked
package dev.handover.local.demonstration;

import org.jspecify.annotations.NullMarked;
