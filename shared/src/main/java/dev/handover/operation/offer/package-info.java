/// From a login to a claim's run: what is found for a person, offered, proved, and accepted or
/// declined.
@NullMarked
package dev.handover.operation.offer;

import org.jspecify.annotations.NullMarked;
