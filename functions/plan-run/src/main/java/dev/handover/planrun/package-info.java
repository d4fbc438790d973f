/// The function `plan-run`.
@NullMarked
package dev.handover.planrun;

import org.jspecify.annotations.NullMarked;
