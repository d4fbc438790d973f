/// The function `offer-at-login`.
@NullMarked
package dev.handover.offeratlogin;

import org.jspecify.annotations.NullMarked;
