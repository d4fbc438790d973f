@NullMarked
package dev.handover.closedeadbatches;

import org.jspecify.annotations.NullMarked;
