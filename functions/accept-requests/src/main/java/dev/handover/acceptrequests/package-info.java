/// The function `accept-requests`.
@NullMarked
package dev.handover.acceptrequests;

import org.jspecify.annotations.NullMarked;
