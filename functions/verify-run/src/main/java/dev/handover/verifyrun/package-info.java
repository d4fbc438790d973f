/// The function `verify-run`.
@NullMarked
package dev.handover.verifyrun;

import org.jspecify.annotations.NullMarked;
