/// The function `answer-offer`.
@NullMarked
package dev.handover.answeroffer;

import org.jspecify.annotations.NullMarked;
