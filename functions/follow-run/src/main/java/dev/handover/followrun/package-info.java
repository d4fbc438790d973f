/// The function `follow-run`.
@NullMarked
package dev.handover.followrun;

import org.jspecify.annotations.NullMarked;
