/// The function `find-offers`.
@NullMarked
package dev.handover.findoffers;

import org.jspecify.annotations.NullMarked;
