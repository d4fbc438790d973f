/// The function `deliver-effects`.
@NullMarked
package dev.handover.delivereffects;

import org.jspecify.annotations.NullMarked;
