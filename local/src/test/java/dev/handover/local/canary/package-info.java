/// Values that must be found nowhere, and the looking for them.
@NullMarked
package dev.handover.local.canary;

import org.jspecify.annotations.NullMarked;
